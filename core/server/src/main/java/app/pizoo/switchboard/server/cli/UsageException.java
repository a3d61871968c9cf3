package app.pizoo.switchboard.server.cli;

/** Says what is wrong with a command line. */
final class UsageException extends Exception {
  UsageException(String message) {
    super(message);
  }
}
