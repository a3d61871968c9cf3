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

  private static final int MAX_ATTEMPTS = 8;
  private static final Duration PAUSE = Duration.ofMillis(250);

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

  /** Counts an admitted call, and takes the lease that limits the caller to one active call. */
  void takeCall(String caller, String callee, String call) {
    limits.take(List.of(new RateLimits.Use(CALLS_TO_ONE, caller + '\n' + callee, call)));
    takeActiveCall(new RateLimits.Use(ACTIVE, caller, call));
  }

  /**
   * Takes the lease of the active call. It waits briefly, because a user who has just hung up may
   * call again before the end of the last call is reported.
   */
  private void takeActiveCall(RateLimits.Use activeCall) {
    for (int attempt = 1; ; attempt++) {
      try {
        limits.take(List.of(activeCall));
        return;
      } catch (Problem busy) {
        if (attempt == MAX_ATTEMPTS || !busy.code().equals(ProblemCode.RATE_LIMITED)) {
          throw busy;
        }
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        throw Problem.stopping(e);
      }
    }
  }

  /** Releases the lease of a caller's active call. */
  void endCall(Database.Sql sql, String caller, String call) {
    limits.release(sql, new RateLimits.Use(ACTIVE, caller, call));
  }
}
