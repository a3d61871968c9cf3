package app.pizoo.switchboard.server.findings;

/**
 * A reason why the server cannot start. All findings are collected and printed at once.
 *
 * @param kind decides the exit code
 * @param text a sentence for the operator: what is wrong and what to do; never a secret
 */
public record Finding(Kind kind, String text) {

  /** Kinds in the order in which they decide the exit code. */
  public enum Kind {
    PLUGINS(3),
    SETTINGS(2),
    STORAGE(4),
    ADDRESS(5);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit code of the process if this is the first kind found. */
    public int exitCode() {
      return exitCode;
    }
  }
}
