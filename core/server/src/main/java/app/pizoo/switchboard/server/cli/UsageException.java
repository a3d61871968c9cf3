package app.pizoo.switchboard.server.cli;

/** A mistake in a command line. */
final class UsageException extends Exception {
  UsageException(String message) {
    super(message);
  }
}
