package app.pizoo.switchboard.voice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** An app's backend that is asked who may call; tests change its decisions. */
final class PolicyBackend implements AutoCloseable {
  private final HttpServer server;
  private final AtomicBoolean allow = new AtomicBoolean(true);
  private final AtomicInteger questions = new AtomicInteger();

  PolicyBackend() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          questions.incrementAndGet();
          byte[] answer = ("{\"allow\":" + allow + "}").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/may";
  }

  void allows(boolean everything) {
    allow.set(everything);
  }

  int questions() {
    return questions.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
