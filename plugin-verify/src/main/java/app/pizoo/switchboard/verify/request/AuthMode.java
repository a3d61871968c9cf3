package app.pizoo.switchboard.verify.request;

import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Guards;

/** Who may start and check codes. */
public enum AuthMode {
  /** Everybody, for sign-up. */
  OPEN,
  /** Signed-in users of the app. */
  USER,
  /** Only the app's backend. */
  SERVICE;

  public Guard guard(Guards guards) {
    return switch (this) {
      case OPEN -> guards.open();
      case USER -> guards.user();
      case SERVICE -> guards.service("verify");
    };
  }
}
