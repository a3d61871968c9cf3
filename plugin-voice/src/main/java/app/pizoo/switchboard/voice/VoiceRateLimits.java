package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.RateLimits.Use;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Rate limits of one user. */
record VoiceRateLimits(RateLimits limits) {
  /** Counted in memory: minting a token does no I/O. */
  private static final RateLimit TOKENS =
      RateLimit.node("voice.token.user.hour", 60, Duration.ofHours(1));

  /** Counts distinct calls: a repeated webhook for one call counts once. */
  private static final RateLimit CALLS_IN_AN_HOUR =
      RateLimit.distinct("voice.call.caller.hour", 30, Duration.ofHours(1));

  private static final RateLimit CALLS_IN_A_DAY =
      RateLimit.distinct("voice.call.caller.day", 200, Duration.ofDays(1));
  private static final RateLimit CALLS_TO_ONE =
      RateLimit.distinct("voice.call.pair.hour", 5, Duration.ofHours(1));

  /** The maximum duration of a call, and some time for ringing. */
  private static final RateLimit ACTIVE =
      RateLimit.lease("voice.call.active", Duration.ofMinutes(62));

  static final List<RateLimit> RULES =
      List.of(TOKENS, CALLS_IN_AN_HOUR, CALLS_IN_A_DAY, CALLS_TO_ONE, ACTIVE);

  /** Thrown if a rate limit refuses a call. */
  static final class CallRefused extends RuntimeException {
    private final Kind kind;
    private final transient Problem problem;

    CallRefused(Kind kind, Problem problem) {
      super(problem);
      this.kind = kind;
      this.problem = problem;
    }

    Kind kind() {
      return kind;
    }

    Problem problem() {
      return problem;
    }
  }

  /** Which limit refuses a call. */
  enum Kind {
    /** The caller tries too often, connected or not. */
    ATTEMPTS,
    /** The caller calls one callee too often. */
    PAIR,
    /** The caller has another active call, which may be about to end. */
    ACTIVE
  }

  void takeToken(String user) {
    limits.take(TOKENS, user);
  }

  /**
   * Counts an attempt to call, regardless of its outcome. Counting it again changes nothing.
   *
   * @throws CallRefused if the caller tries too often
   */
  void countAttempt(String caller, String call) {
    take(Kind.ATTEMPTS, attempt(caller, call), limits::take);
  }

  /** Counts an attempt as {@link #countAttempt(String, String)} does, in a transaction. */
  void countAttempt(Database.Sql sql, String caller, String call) {
    take(Kind.ATTEMPTS, attempt(caller, call), uses -> limits.take(sql, uses));
  }

  private static List<Use> attempt(String caller, String call) {
    return List.of(new Use(CALLS_IN_AN_HOUR, caller, call), new Use(CALLS_IN_A_DAY, caller, call));
  }

  /**
   * Counts an admitted call, and takes the lease that limits the caller to one active call, in the
   * transaction that records the call.
   *
   * @throws CallRefused if a rate limit refuses the call
   */
  void takeCall(Database.Sql sql, String caller, String callee, String call) {
    Use pair = new Use(CALLS_TO_ONE, caller + '\n' + callee, call);
    take(Kind.PAIR, List.of(pair), uses -> limits.take(sql, uses));
    Use active = new Use(ACTIVE, caller, call);
    take(Kind.ACTIVE, List.of(active), uses -> limits.take(sql, uses));
  }

  private static void take(Kind kind, List<Use> uses, Consumer<List<Use>> counter) {
    try {
      counter.accept(uses);
    } catch (Problem refused) {
      if (refused.code().equals(ProblemCode.RATE_LIMITED)) {
        throw new CallRefused(kind, refused);
      }
      throw refused;
    }
  }

  /** Releases the lease of a caller's active call. */
  void endCall(Database.Sql sql, String caller, String call) {
    limits.release(sql, new Use(ACTIVE, caller, call));
  }
}
