package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.HttpListener;
import app.pizoo.switchboard.spi.http.Content;
import app.pizoo.switchboard.spi.http.Response;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The listener of the API: one handler for all requests, so that every response passes the filters.
 */
public final class ApiListener implements AutoCloseable {
  private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
  private static final Header NO_SNIFFING =
      HeaderValues.createCached("X-Content-Type-Options", "nosniff");
  private static final Header NO_CACHE = HeaderValues.createCached("Cache-Control", "no-store");

  private final Filter.Step pipeline;
  private final AtomicBoolean draining = new AtomicBoolean();
  private final HttpListener server;

  ApiListener(ListenerOptions options, long maxBody, Filter.Step pipeline) {
    this.pipeline = pipeline;
    this.server = Listeners.start(options, maxBody, this::handle);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** The number of open connections. */
  public int connections() {
    return server.connections();
  }

  /** Whether it still accepts connections. */
  public boolean isAlive() {
    return server.isAlive();
  }

  private void handle(ServerRequest request, ServerResponse response) {
    HttpExchange exchange = new HttpExchange(request, newId());
    try {
      send(exchange, pipeline.apply(exchange), response);
    } finally {
      exchange.end();
    }
  }

  private void send(HttpExchange exchange, Response reply, ServerResponse response) {
    response.status(Status.create(reply.status()));
    reply.headers().forEach(response::header);
    response.header(REQUEST_ID, exchange.id());
    response.header(NO_SNIFFING);
    if (!reply.headers().containsKey("Cache-Control")) {
      // Responses hold tokens and numbers: no cache may keep one.
      response.header(NO_CACHE);
    }
    if (draining.get()) {
      response.header("Connection", "close");
    }
    long length = reply.content().map(Content::length).orElse((long) reply.body().length);
    if (exchange.method().equals("HEAD")) {
      response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length));
      response.send();
    } else if (length == 0) {
      response.send();
    } else if (reply.content().isPresent()) {
      response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length));
      ContentWriter.write(reply.content().get(), response);
    } else {
      response.send(reply.body());
    }
  }

  private static String newId() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
  }

  /** Stops accepting and waits for requests in flight, at most the grace period. */
  @Override
  public void close() {
    draining.set(true);
    server.close();
  }
}
