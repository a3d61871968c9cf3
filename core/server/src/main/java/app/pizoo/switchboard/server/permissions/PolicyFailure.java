package app.pizoo.switchboard.server.permissions;

import app.pizoo.switchboard.spi.http.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why the app's backend gave no answer. */
enum PolicyFailure {
  TIMEOUT("timeout", "did not respond in time"),
  UNREACHABLE("unreachable", "cannot be reached"),
  TLS("tls", "has a TLS certificate that is not trusted, or speaks no TLS"),
  MALFORMED("malformed", "responded with something that is no JSON object"),
  BROKEN("broken", "broke the connection, or its answer was too large");

  private final String label;
  private final String meaning;

  PolicyFailure(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  String label() {
    return label;
  }

  String meaning() {
    return meaning;
  }

  /** The first cause that says something decides: the client wraps what happened. */
  static PolicyFailure of(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      PolicyFailure known = known(cause);
      if (known != null) {
        return known;
      }
    }
    return BROKEN;
  }

  private static @Nullable PolicyFailure known(Throwable cause) {
    return switch (cause) {
      case TimeoutException e -> TIMEOUT;
      case SSLException e -> TLS;
      case ConnectException e -> UNREACHABLE;
      case Problem e -> MALFORMED;
      default -> null;
    };
  }
}
