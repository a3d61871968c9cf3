package app.pizoo.switchboard.server.layers;

/** Says, as the end of a sentence that begins with a file's name, why the file cannot be used. */
final class IncompatibleModuleException extends Exception {
  IncompatibleModuleException(String message) {
    super(message);
  }
}
