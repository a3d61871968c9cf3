package app.pizoo.switchboard.server.layers;

/** A jar cannot be used. The message ends a sentence that begins with the file's name. */
final class IncompatibleModuleException extends Exception {
  IncompatibleModuleException(String message) {
    super(message);
  }
}
