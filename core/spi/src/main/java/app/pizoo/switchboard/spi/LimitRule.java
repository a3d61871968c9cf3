package app.pizoo.switchboard.spi;

import java.time.Duration;

/**
 * Declares a limit: at most {@code count} uses for one key within any {@code window}.
 *
 * @param name unique, such as {@code verify.start.phone.hour}; shown in metrics and logs
 * @param count uses that pass within the window
 * @param window the time a use counts
 * @param scope where uses are counted
 * @param enforcement whether reaching the limit refuses, or is only reported; the operator's
 *     setting may weaken {@link Enforcement#BLOCK} to {@link Enforcement#REPORT}
 * @param code the problem a refused caller sees
 */
public record LimitRule(
    String name,
    int count,
    Duration window,
    Scope scope,
    Enforcement enforcement,
    ProblemCode code) {

  /** Where uses are counted. */
  public enum Scope {
    /** In the database, over all nodes: for what guards money or codes. */
    SHARED,
    /** In the memory of each node: for paths that must do no I/O. */
    NODE
  }

  /** What reaching the limit does. */
  public enum Enforcement {
    BLOCK,
    REPORT
  }

  public LimitRule {
    if (count < 1 || window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException("a limit needs a count and a window: " + name);
    }
  }

  /** A rule counted in the database that refuses with {@link ProblemCode#RATE_LIMITED}. */
  public static LimitRule shared(String name, int count, Duration window) {
    return new LimitRule(
        name, count, window, Scope.SHARED, Enforcement.BLOCK, ProblemCode.RATE_LIMITED);
  }

  /** A rule counted in memory that refuses with {@link ProblemCode#RATE_LIMITED}. */
  public static LimitRule node(String name, int count, Duration window) {
    return new LimitRule(
        name, count, window, Scope.NODE, Enforcement.BLOCK, ProblemCode.RATE_LIMITED);
  }

  /** A copy that only reports, whatever the operator's setting. */
  public LimitRule reported() {
    return new LimitRule(name, count, window, scope, Enforcement.REPORT, code);
  }

  /** A copy that refuses with another code. */
  public LimitRule refusing(ProblemCode other) {
    return new LimitRule(name, count, window, scope, enforcement, other);
  }
}
