package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.ConnectionCloser;
import app.pizoo.switchboard.connection.Http1;
import app.pizoo.switchboard.connection.HttpListener;
import app.pizoo.switchboard.spi.http.RequestBody;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.UncheckedIOException;
import java.time.Clock;

/** Starts HTTP listeners with bounds on everything that a client sends. */
final class Listeners {
  private static final int MAX_HEADERS = 16 * 1024;
  private static final long MAX_BYTES = 1024 * 1024;

  private Listeners() {}

  /** Starts a listener whose handler accepts bodies of the default size. */
  static HttpListener start(ListenerOptions options, Handler handler) {
    return start(options, RequestBody.DEFAULT.maxBytes(), handler);
  }

  /**
   * Starts a listener.
   *
   * @param maxBody the largest body that the handler accepts
   * @throws UncheckedIOException if the port cannot be opened
   */
  static HttpListener start(ListenerOptions options, long maxBody, Handler handler) {
    ListenerConfig config =
        ListenerConfig.builder()
            // Leaves room to read the rest of a refused body before the connection is closed.
            .maxPayloadSize(Math.max(maxBody, MAX_BYTES / 2))
            // Otherwise the handlers would not get the cause; they never send it to clients.
            .errorHandling(errors -> errors.includeEntity(true))
            .directHandlers(problems())
            .build();
    return HttpListener.open(
        new HttpListener.Options(
            options.what(),
            options.host(),
            options.port(),
            options.tls().map(TlsFiles::read),
            options.maxConnections(),
            MAX_BYTES,
            options.timeouts(),
            options.grace(),
            Clock.systemUTC()),
        http(),
        config,
        Router.builder()
            .addRouting(HttpRouting.builder().any(new ConnectionCloser(handler)))
            .build());
  }

  private static Http1ConnectionSelector http() {
    return Http1ConnectionSelector.builder()
        .config(Http1.config().maxHeadersSize(MAX_HEADERS).continueImmediately(false).build())
        .build();
  }

  /** Failures before a request reaches the filters get the same form of response. */
  private static DirectHandlers problems() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    DirectProblems problems = new DirectProblems(MAX_HEADERS);
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, problems);
    }
    return handlers.build();
  }
}
