package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A server in a separate process that reports its CPU time and allocations. */
final class ServerProcess implements AutoCloseable {
  private static final int CONNECTIONS = 16;

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final int port;
  private final Callers callers;

  /** Starts this program again, as a server. */
  ServerProcess(String... arguments) throws IOException, JOSEException {
    name = arguments[0];
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The first requests wait for the compiler, so that the measured requests run compiled code.
    words.addAll(List.of("-Xbatch", "-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"));
    words.add("--enable-native-access=ALL-UNNAMED");
    words.addAll(List.of(System.getProperty("bench.options", "").split(" ")));
    words.removeIf(String::isEmpty);
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(VoiceTokenBenchmark.class.getName());
    words.addAll(List.of(arguments));
    process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    questions = process.outputWriter(UTF_8);
    port = Integer.parseInt(answers.readLine());
    callers = new Callers(port);
  }

  /** Measures requests over a few connections, each of which waits for its response. */
  Usage ask(int requests) throws IOException {
    Usage before = usage();
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        sockets.add(connect());
      }
      for (int i = 0; i < requests; i += CONNECTIONS) {
        for (Socket socket : sockets) {
          socket.getOutputStream().write(callers.next());
        }
        for (Socket socket : sockets) {
          answer(socket);
        }
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    return usage().since(before);
  }

  /** Sends one request and returns the body of its response. */
  String ask() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(callers.next());
      return answer(socket);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Describes a usage per request. */
  String describe(Usage usage, int requests) {
    return "%s %.1f us, %d bytes"
        .formatted(name, usage.microseconds() / requests, usage.allocatedBytes() / requests);
  }

  private Usage usage() throws IOException {
    questions.write("\n");
    questions.flush();
    return Usage.parse(answers.readLine());
  }

  private String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[4096];
    int read = 0;
    int end = -1;
    int length = 0;
    String head = "";
    while (end < 0 || read < end + length) {
      int more = in.read(buffer, read, buffer.length - read);
      if (more < 0) {
        throw new IOException("the server closed the connection");
      }
      read += more;
      if (end < 0) {
        head = new String(buffer, 0, read, UTF_8);
        end = head.indexOf("\r\n\r\n") + 4;
        if (end >= 4) {
          length = length(head);
        } else {
          end = -1;
        }
      }
    }
    if (!head.startsWith("HTTP/1.1 200")) {
      throw new IOException(head);
    }
    return new String(buffer, end, length, UTF_8);
  }

  private static int length(String head) {
    String name = "content-length:";
    int at = head.toLowerCase(Locale.ROOT).indexOf(name) + name.length();
    return Integer.parseInt(head.substring(at, head.indexOf('\r', at)).strip());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
