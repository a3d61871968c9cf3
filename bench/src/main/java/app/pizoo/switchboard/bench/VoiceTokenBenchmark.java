package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.BoxStandIn;
import app.pizoo.switchboard.server.EmbeddedServer;
import app.pizoo.switchboard.twilio.TwilioService;
import app.pizoo.switchboard.voice.VoicePlugin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * CPU time of a request for a voice token, against a bare handler of the same HTTP server that
 * checks one HMAC and makes another one. Both run as processes of their own, in turns, under the
 * same load; what counts is the CPU time of the server's process. Limits only report, since one
 * user asks far more often than one should.
 */
public final class VoiceTokenBenchmark {
  private static final int WARM_UP = 60_000;
  private static final int REQUESTS = 20_000;
  private static final int ROUNDS = 7;

  private VoiceTokenBenchmark() {}

  /** Runs the comparison, or with an argument one of its two servers. */
  public static void main(String[] arguments) throws Exception {
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "product" -> serveProduct();
      case "bare" -> BareHandler.serve();
      default -> compare();
    }
  }

  private static void serveProduct() throws IOException {
    try (EmbeddedServer server =
        EmbeddedServer.development()
            .set("SWITCHBOARD_BOX_PORT", "0")
            .plugin(new VoicePlugin())
            .service(new TwilioService())
            .standIn(new BoxStandIn())
            .start()) {
      System.out.println(server.api() + " " + server.token("user123"));
      System.in.read();
    }
  }

  private static void compare() throws Exception {
    try (Server product = new Server("product");
        Server bare = new Server("bare")) {
      product.ask(WARM_UP);
      bare.ask(WARM_UP);
      double[] ratios = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        double ours = product.ask(REQUESTS);
        double theirs = bare.ask(REQUESTS);
        ratios[round] = ours / theirs;
        System.out.printf(
            "voice token %.1f us, bare %.1f us, ratio %.2f%n", ours, theirs, ratios[round]);
      }
      Arrays.sort(ratios);
      System.out.printf("median ratio %.2f (aim: at most 1.50)%n", ratios[ROUNDS / 2]);
    }
  }

  /** One of the two servers, in a process of its own. */
  private static final class Server implements AutoCloseable {
    private final Process process;
    private final URI address;
    private final byte[] request;

    Server(String which) throws IOException {
      List<String> words = new ArrayList<>();
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              VoiceTokenBenchmark.class.getName(),
              which));
      process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      String[] line = String.valueOf(out.readLine()).split(" ", 2);
      address = URI.create(line[0]);
      String body = "{\"identity\":\"user123\"}";
      request =
          ("POST /api/twilio/voice/token HTTP/1.1\r\nHost: "
                  + address.getAuthority()
                  + "\r\nAuthorization: Bearer "
                  + line[1]
                  + "\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
              .getBytes(UTF_8);
    }

    /** CPU microseconds of the server for each of so many requests, one after the other. */
    double ask(int requests) throws IOException {
      long before = cpuNanoseconds();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
        socket.setTcpNoDelay(true);
        for (int i = 0; i < requests; i++) {
          socket.getOutputStream().write(request);
          Answers.skipOne(socket.getInputStream());
        }
      }
      return (cpuNanoseconds() - before) / 1e3 / requests;
    }

    private long cpuNanoseconds() {
      return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  /** Reads answers without interpreting more than their length. */
  static final class Answers {
    private Answers() {}

    static void skipOne(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder(512);
      while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
        int one = in.read();
        if (one < 0) {
          throw new IOException("the server hung up");
        }
        head.append((char) one);
      }
      if (!head.toString().startsWith("HTTP/1.1 200")) {
        throw new IOException(head.toString());
      }
      int at = head.toString().toLowerCase(Locale.ROOT).indexOf("content-length:");
      int end = head.indexOf("\r\n", at);
      int length = Integer.parseInt(head.substring(at + "content-length:".length(), end).strip());
      in.readNBytes(length);
    }
  }
}
