package app.pizoo.switchboard.spi;

import app.pizoo.switchboard.spi.http.ProblemCode;
import java.time.Duration;
import java.util.List;

/**
 * Declares a limit. The operator may give it another count, or weaken or switch it off.
 *
 * @param name unique, such as {@code notes.add.user.minute}; shown in metrics and logs
 * @param measure what is allowed
 * @param scope where uses are counted
 * @param enforcement whether reaching the limit refuses, or is only reported
 * @param code the problem a refused caller sees
 */
public record RateLimit(
    String name, Measure measure, Scope scope, Enforcement enforcement, ProblemCode code) {

  /** What a rule allows for one key. */
  public sealed interface Measure {}

  /**
   * At most {@code count} uses within any {@code time}. Up to 64 uses are kept with their times; of
   * more, each may be forgotten up to 2 % of the time late.
   */
  public record Window(int count, Duration time) implements Measure {
    public Window {
      mustBePositive(count, time);
    }
  }

  /**
   * At most {@code count} uses within each {@code time} of the clock, such as a whole hour. For
   * large counts; the log warns the operator at 50, 80 and 100 percent.
   */
  public record Budget(int count, Duration time) implements Measure {
    public Budget {
      mustBePositive(count, time);
    }
  }

  /**
   * A pause after each use, growing with each: the first of {@code pauses} after the first use, and
   * the last one after all further uses. After {@code rest} without a use it starts again.
   */
  public record Cooldown(List<Duration> pauses, Duration rest) implements Measure {
    public Cooldown {
      pauses = List.copyOf(pauses);
      mustBePositive(pauses.size(), rest);
    }
  }

  /**
   * At most {@code count} different items within any {@code time}, such as the numbers that one
   * user sent something to. An item that was counted already always passes.
   */
  public record Distinct(int count, Duration time) implements Measure {
    public Distinct {
      mustBePositive(count, time);
    }
  }

  /** One holder at a time, for {@code longest} if it does not let go. */
  public record Lease(Duration longest) implements Measure {
    public Lease {
      mustBePositive(1, longest);
    }
  }

  /**
   * What the plugin measures itself and reports with {@link RateLimits#reached}. The operator
   * cannot give it another count.
   */
  public record ExternalRule() implements Measure {}

  /** Where uses are counted. */
  public enum Scope {
    /** In the database, over all nodes: for what guards money or codes. */
    SHARED,
    /** In the memory of each node: for paths that must do no I/O. Windows only. */
    NODE
  }

  /** What reaching the limit does. */
  public enum Enforcement {
    BLOCK,
    REPORT
  }

  public RateLimit {
    if (scope == Scope.NODE && !(measure instanceof Window)) {
      throw new IllegalArgumentException("only windows are counted in memory: " + name);
    }
  }

  private static void mustBePositive(int count, Duration time) {
    if (count < 1 || !time.isPositive()) {
      throw new IllegalArgumentException("a limit needs a count and a time");
    }
  }

  /** A window counted in the database that refuses with {@link ProblemCode#RATE_LIMITED}. */
  public static RateLimit shared(String name, int count, Duration window) {
    return of(name, new Window(count, window), Scope.SHARED);
  }

  /** A window counted in memory that refuses with {@link ProblemCode#RATE_LIMITED}. */
  public static RateLimit node(String name, int count, Duration window) {
    return of(name, new Window(count, window), Scope.NODE);
  }

  /** A budget that refuses with {@link ProblemCode#RATE_LIMITED}. */
  public static RateLimit budget(String name, int count, Duration time) {
    return of(name, new Budget(count, time), Scope.SHARED);
  }

  /** A cool-down that refuses with {@link ProblemCode#RATE_LIMITED}. */
  public static RateLimit cooldown(String name, Duration rest, Duration... pauses) {
    return of(name, new Cooldown(List.of(pauses), rest), Scope.SHARED);
  }

  /** A count of different items that refuses with {@link ProblemCode#RATE_LIMITED}. */
  public static RateLimit distinct(String name, int count, Duration time) {
    return of(name, new Distinct(count, time), Scope.SHARED);
  }

  /** A lease that refuses with {@link ProblemCode#RATE_LIMITED}. */
  public static RateLimit lease(String name, Duration longest) {
    return of(name, new Lease(longest), Scope.SHARED);
  }

  /**
   * A rule that the plugin measures itself, and that refuses with {@link ProblemCode#RATE_LIMITED}.
   */
  public static RateLimit external(String name) {
    return of(name, new ExternalRule(), Scope.SHARED);
  }

  private static RateLimit of(String name, Measure measure, Scope scope) {
    return new RateLimit(name, measure, scope, Enforcement.BLOCK, ProblemCode.RATE_LIMITED);
  }

  /** A copy that only reports, unless the operator sets it to block. */
  public RateLimit reportOnly() {
    return new RateLimit(name, measure, scope, Enforcement.REPORT, code);
  }

  /** A copy that refuses with another code. */
  public RateLimit refusing(ProblemCode other) {
    return new RateLimit(name, measure, scope, enforcement, other);
  }

  /** A copy that allows something else. */
  public RateLimit measuring(Measure other) {
    return new RateLimit(name, other, scope, enforcement, code);
  }
}
