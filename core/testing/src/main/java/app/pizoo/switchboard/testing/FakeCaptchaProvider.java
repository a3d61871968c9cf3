package app.pizoo.switchboard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A captcha's provider on loopback: it remembers the forms, and answers what the test wants;
 * without a wish it finds every captcha solved.
 */
public final class FakeCaptchaProvider implements AutoCloseable {
  /** What a provider says of a right token. */
  public static final String RIGHT = "{\"success\":true,\"hostname\":\"app.example\"}";

  /** What it says of a wrong one. */
  public static final String WRONG =
      "{\"success\":false,\"error-codes\":[\"invalid-input-response\"],\"hostname\":null}";

  private final List<String> forms = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile Answer answer = exchange -> reply(exchange, 200, RIGHT);

  /** Answers one request. */
  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** Starts it on any free port. */
  public FakeCaptchaProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/siteverify",
        exchange -> {
          forms.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          answer.to(exchange);
        });
    server.start();
  }

  /** Where tokens are verified. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/siteverify");
  }

  /** The forms that it was sent. */
  public List<String> forms() {
    return List.copyOf(forms);
  }

  /** Answers with this from now on. */
  public void answer(String body) {
    answer(200, body);
  }

  /** Answers with this from now on. */
  public void answer(int status, String body) {
    answer = exchange -> reply(exchange, status, body);
  }

  /** Begins an answer that never ends, from now on. */
  public void stall() {
    answer =
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          OutputStream body = exchange.getResponseBody();
          body.write("{\"success\":true,".getBytes(UTF_8));
          body.flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, 0);
      exchange.getResponseBody().write(body.getBytes(UTF_8));
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
