package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.spi.http.Routes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The API's listener with given routes, on a free port of loopback. */
record TestListener(ApiListener listener, MetricsRegistry metrics) implements AutoCloseable {
  private static final int CLIENT_MILLIS = 30_000;

  static TestListener open(ConnectionTimeouts timeouts, Routes.Registration registration) {
    RouteTable routes = new RouteTable();
    registration.register(routes.of("test"));
    MetricsRegistry metrics = new MetricsRegistry();
    return new TestListener(
        ApiPipeline.open(
            new ListenerOptions(
                "test", "127.0.0.1", 0, Optional.empty(), 100, Duration.ofSeconds(1), timeouts),
            new ApiPipeline.Trust(Optional.empty(), List.of(), Optional.empty()),
            routes,
            metrics),
        metrics);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + listener.port() + path);
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(CLIENT_MILLIS);
    return socket;
  }

  @Override
  public void close() {
    listener.close();
  }
}
