package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** Answers what the test says on a port of this machine, and remembers what was asked. */
final class LocalTwilio implements AutoCloseable {
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile IntFunction<Answer> answers = number -> Answer.created();

  /** One request as it arrived. */
  record Asked(String method, String uri, Map<String, List<String>> headers, String body) {}

  /** What to answer; a negative status cuts the connection. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer created() {
      return new Answer(201, Map.of(), "{\"sid\":\"VE1\",\"status\":\"pending\"}");
    }

    static Answer error(int status, int code) {
      return new Answer(
          status,
          Map.of(),
          ("{\"code\":%d,\"message\":\"the text of Twilio\","
                  + "\"more_info\":\"i\",\"status\":%d}")
              .formatted(code, status));
    }

    static Answer cut() {
      return new Answer(-1, Map.of(), "");
    }

    Answer with(String name, String value) {
      return new Answer(status, Map.of(name, value), body);
    }
  }

  LocalTwilio() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers by the number of the request, from 1. */
  void answer(IntFunction<Answer> byNumber) {
    answers = byNumber;
  }

  void always(Answer answer) {
    answers = number -> answer;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            body));
    Answer answer = answers.apply(asked.size());
    if (answer.status() < 0) {
      // Closes without an answer: the JDK's server cuts the connection of a handler that throws.
      throw new IOException("cut");
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
