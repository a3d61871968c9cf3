package app.pizoo.switchboard.mock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An HTTP server that records webhooks and sends prepared responses. */
public final class WebhookReceiver implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final Map<String, Answer> active = new ConcurrentHashMap<>();

  /** A received request. */
  public record Received(
      String method, URI url, Map<String, String> form, Map<String, List<String>> headers) {
    /** The first value of a header. */
    public String header(String name) {
      return Optional.ofNullable(headers.get(name)).map(List::getFirst).orElse("");
    }
  }

  /** A response. */
  public record Answer(int status, String contentType, String body) {}

  /** Starts on a free port. */
  public WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns a URL of this server. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Sets the response to the next request; the default is 204. */
  public void answer(int status, String contentType, String body) {
    answers.add(new Answer(status, contentType, body));
  }

  /** Sets the TwiML for all requests to a path. */
  public void serve(String path, String twiml) {
    active.put(path, new Answer(200, "text/xml", twiml));
  }

  /** Redirects the next request to another path. */
  public void redirect(String path) {
    answers.add(new Answer(302, "", path));
  }

  /** Waits for the next request. */
  public Received next() throws InterruptedException {
    Received next = received.poll(3, TimeUnit.MINUTES);
    if (next == null) {
      throw new AssertionError("nothing arrived");
    }
    return next;
  }

  /** Returns whether all requests have been taken. */
  public boolean isEmpty() {
    return received.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> form = new LinkedHashMap<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    for (String pair : body.isEmpty() ? new String[0] : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      form.put(
          URLDecoder.decode(pair.substring(0, equals), UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    received.add(
        new Received(
            exchange.getRequestMethod(),
            URI.create(url(exchange.getRequestURI().toString())),
            form,
            Map.copyOf(exchange.getRequestHeaders())));
    Answer answer =
        Optional.ofNullable(active.get(exchange.getRequestURI().getPath()))
            .or(() -> Optional.ofNullable(answers.poll()))
            .orElse(new Answer(204, "", ""));
    if (!answer.contentType().isEmpty()) {
      exchange.getResponseHeaders().add("Content-Type", answer.contentType());
    }
    if (answer.status() == 302) {
      exchange.getResponseHeaders().add("Location", answer.body());
    }
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
    exchange.close();
  }
}
