package app.pizoo.switchboard.connection;

import io.helidon.webserver.CloseConnectionException;

/**
 * The client ended the connection within a request or a response. Nobody is left to answer, and
 * nothing is wrong with the server.
 */
public final class ClientHungUp extends CloseConnectionException {
  ClientHungUp(Throwable cause) {
    super("the client hung up", cause);
  }

  ClientHungUp() {
    super("the client hung up");
  }
}
