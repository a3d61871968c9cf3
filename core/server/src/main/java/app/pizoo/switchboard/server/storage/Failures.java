package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;

/** Makes the one problem that clients see when the database fails. */
final class Failures {
  private Failures() {}

  static Problem unavailable(Throwable cause) {
    return Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "storage is out of reach").causedBy(cause);
  }
}
