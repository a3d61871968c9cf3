package app.pizoo.switchboard.connection;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.concurrent.Semaphore;

/**
 * Closes the connection after a response with {@code Connection: close}. Helidon sends the header
 * and keeps reading, so the unread rest of a refused body would be parsed as the next request.
 */
public record ConnectionCloser(Handler handler) implements Handler {

  /** Each can hold a chunk in memory; further clients see a reset. */
  private static final Semaphore DRAINS = new Semaphore(32);

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    TimedConnection.ofThread().prepare(response);
    handler.handle(request, response);
    if (response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
      takeIn(request);
      throw new CloseConnectionException("the response closes the connection");
    }
  }

  /** A client that is still sending could be reset before it has read the response. */
  private static void takeIn(ServerRequest request) {
    boolean waits = request.headers().contains(HeaderNames.EXPECT);
    if (waits || !request.content().hasEntity() || request.content().consumed()) {
      return;
    }
    if (!DRAINS.tryAcquire()) {
      return;
    }
    try {
      request.content().consume();
    } catch (RuntimeException tooMuch) {
      // The client then sees a reset.
    } finally {
      DRAINS.release();
    }
  }
}
