package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Accepts messages as Twilio does, from several API keys: the box has one key. */
final class KeyedTwilio implements AutoCloseable {
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final AtomicLong messages = new AtomicLong();
  private volatile Set<String> accepted;

  KeyedTwilio(String sid, String secret) throws IOException {
    accept(Set.of(credentials(sid, secret)));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static String credentials(String sid, String secret) {
    String text = sid + ":" + secret;
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  void accept(Set<String> credentials) {
    accepted = Set.copyOf(credentials);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean known =
          accepted.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      String json =
          known
              ? "{\"sid\":\"SM%032x\",\"status\":\"queued\"}".formatted(messages.incrementAndGet())
              : "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}";
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(known ? 201 : 401, json.length());
      exchange.getResponseBody().write(json.getBytes(UTF_8));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
