package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Limits;
import java.time.Duration;
import java.util.List;

/** What one user may use up. */
record VideoLimits(Limits limits) {
  /** Counted in memory: minting a token does no I/O. */
  private static final LimitRule TOKENS =
      LimitRule.node("video.token.user.hour", 60, Duration.ofHours(1));

  static final List<LimitRule> RULES = List.of(TOKENS);

  void takeToken(String user) {
    limits.take(TOKENS, user);
  }
}
