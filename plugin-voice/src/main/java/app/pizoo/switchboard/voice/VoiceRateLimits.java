package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import java.time.Duration;
import java.util.List;

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

  /** Thrown if the caller has an active call, which may be about to end. */
  static final class CallerBusy extends RuntimeException {
    private final transient Problem problem;

    CallerBusy(Problem problem) {
      super(problem);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  void takeToken(String user) {
    limits.take(TOKENS, user);
  }

  /** Counts an attempt to call, regardless of its outcome. */
  void countCall(String caller, String call) {
    limits.take(
        List.of(
            new RateLimits.Use(CALLS_IN_AN_HOUR, caller, call),
            new RateLimits.Use(CALLS_IN_A_DAY, caller, call)));
  }

  /**
   * Counts an admitted call, and takes the lease that limits the caller to one active call, in the
   * transaction that records the call.
   *
   * @throws CallerBusy if the caller has another active call
   */
  void takeCall(Database.Sql sql, String caller, String callee, String call) {
    limits.take(sql, List.of(new RateLimits.Use(CALLS_TO_ONE, caller + '\n' + callee, call)));
    try {
      limits.take(sql, List.of(new RateLimits.Use(ACTIVE, caller, call)));
    } catch (Problem refused) {
      if (refused.code().equals(ProblemCode.RATE_LIMITED)) {
        throw new CallerBusy(refused);
      }
      throw refused;
    }
  }

  /** Releases the lease of a caller's active call. */
  void endCall(Database.Sql sql, String caller, String call) {
    limits.release(sql, new RateLimits.Use(ACTIVE, caller, call));
  }
}
