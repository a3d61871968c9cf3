package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Limits;
import java.time.Duration;
import java.util.List;

/** What one user may use up. */
record VoiceLimits(Limits limits) {
  /** Counted in memory: minting a token does no I/O. */
  private static final LimitRule TOKENS =
      LimitRule.node("voice.token.user.hour", 60, Duration.ofHours(1));

  private static final LimitRule CALLS_IN_AN_HOUR =
      LimitRule.shared("voice.call.caller.hour", 30, Duration.ofHours(1));
  private static final LimitRule CALLS_IN_A_DAY =
      LimitRule.shared("voice.call.caller.day", 200, Duration.ofDays(1));
  private static final LimitRule CALLS_TO_ONE =
      LimitRule.shared("voice.call.pair.hour", 5, Duration.ofHours(1));

  static final List<LimitRule> RULES =
      List.of(TOKENS, CALLS_IN_AN_HOUR, CALLS_IN_A_DAY, CALLS_TO_ONE);

  void takeToken(String user) {
    limits.take(TOKENS, user);
  }

  void takeCall(String caller, String callee) {
    limits.take(
        List.of(
            new Limits.Use(CALLS_TO_ONE, caller + '\n' + callee),
            new Limits.Use(CALLS_IN_AN_HOUR, caller),
            new Limits.Use(CALLS_IN_A_DAY, caller)));
  }
}
