package app.pizoo.switchboard.verify.request;

import app.pizoo.switchboard.spi.Guard;
import app.pizoo.switchboard.spi.Guards;

/** Who may start and check codes. */
public enum AuthMode {
  /** Anybody, for signing up. */
  OPEN,
  /** Users that the app has signed in. */
  USER,
  /** The app's backend alone. */
  SERVICE;

  public Guard guard(Guards guards) {
    return switch (this) {
      case OPEN -> guards.open();
      case USER -> guards.user();
      case SERVICE -> guards.service("verify");
    };
  }
}
