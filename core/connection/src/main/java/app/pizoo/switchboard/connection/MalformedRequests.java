package app.pizoo.switchboard.connection;

import io.helidon.http.DirectHandler;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that Helidon's parser fails on, such as one with a method that is no token: a
 * client's mistake, which Helidon would answer with 500 and log with a stack trace.
 */
record MalformedRequests(DirectHandler handler, DateHeader date) implements DirectHandler {

  /** The same handlers, except that a request without method and path is never our failure. */
  static DirectHandlers around(DirectHandlers handlers, DateHeader date) {
    DirectHandlers.Builder all = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      all.addHandler(type, new MalformedRequests(handlers.handler(type), date));
    }
    return all.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    headers.set(date.now());
    boolean wasRead = !request.method().isEmpty();
    return type == EventType.INTERNAL_ERROR && !wasRead
        ? handler.handle(request, EventType.BAD_REQUEST, Status.BAD_REQUEST_400, headers, message)
        : handler.handle(request, type, status, headers, message);
  }
}
