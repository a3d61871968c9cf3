package app.pizoo.switchboard.connection;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Closes the connection after an answer that says so. Helidon only says it and goes on reading:
 * what nobody read of a refused request's body would be taken for the next request.
 */
public record ConnectionCloser(Handler handler) implements Handler {

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    handler.handle(request, response);
    if (response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
      takeIn(request);
      throw new CloseConnectionException("the answer said so");
    }
  }

  /** Who still sends when the connection is closed might be reset before it has the answer. */
  private static void takeIn(ServerRequest request) {
    boolean waits = request.headers().contains(HeaderNames.EXPECT);
    if (waits || !request.content().hasEntity() || request.content().consumed()) {
      return;
    }
    try {
      request.content().consume();
    } catch (RuntimeException tooMuch) {
      // Then it is reset.
    }
  }
}
