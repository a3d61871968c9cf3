package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;

/** Starts HTTP listeners with bounds on everything that a client sends. */
final class Listeners {
  private static final int MOST_CONNECTIONS = 4096;
  private static final int MOST_HEADERS = 16 * 1024;
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(60);

  private Listeners() {}

  static WebServer start(ListenerOptions options, Handler handler) {
    var builder =
        WebServer.builder()
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .host(options.host())
            .port(options.port())
            .maxTcpConnections(MOST_CONNECTIONS)
            .maxPayloadSize(2L * BodyReader.MOST)
            .shutdownGracePeriod(options.grace())
            .idleConnectionTimeout(IDLE)
            .connectionOptions(
                SocketOptions.builder().tcpNoDelay(true).readTimeout(SILENCE).build())
            .addProtocol(
                Http1Config.builder()
                    .maxHeadersSize(MOST_HEADERS)
                    .continueImmediately(false)
                    .build())
            .directHandlers(problems())
            .routing(routing -> routing.any(handler));
    options.tls().ifPresent(tls -> builder.tls(TlsFiles.read(tls)));
    return builder.build().start();
  }

  /** What fails before a request reaches the filters is answered in the same form. */
  private static DirectHandlers problems() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, Listeners::answer);
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse answer(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    Problem problem = problemFor(type, status);
    return DirectHandler.TransportResponse.builder()
        .status(Status.create(problem.code().status()))
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .keepAlive(false)
        .entity(Problems.body(problem))
        .build();
  }

  private static Problem problemFor(DirectHandler.EventType type, Status status) {
    return switch (status.code()) {
      case 413 ->
          Problem.of(
              ProblemCode.BODY_TOO_LARGE, "a body has at most " + BodyReader.MOST + " bytes");
      case 414, 431 ->
          Problem.of(
              ProblemCode.HEADERS_TOO_LARGE,
              "request line and headers have at most " + MOST_HEADERS + " bytes");
      case 408 -> Problem.of(ProblemCode.REQUEST_TIMEOUT, "the request did not arrive in time");
      case 503 -> Problem.of(ProblemCode.OVERLOADED, "too many requests");
      default ->
          type == DirectHandler.EventType.INTERNAL_ERROR
              ? Problem.of(ProblemCode.INTERNAL, "the request could not be handled")
              : Problem.of(ProblemCode.REQUEST_INVALID, "this is not valid HTTP");
    };
  }
}
