package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import java.time.Duration;
import java.util.List;

/** Rate limits of one user. */
record VideoRateLimits(RateLimits limits) {
  /** Counted in memory: minting a token does no I/O. */
  private static final RateLimit TOKENS =
      RateLimit.node("video.token.user.hour", 60, Duration.ofHours(1));

  static final List<RateLimit> RULES = List.of(TOKENS);

  void takeToken(String user) {
    limits.take(TOKENS, user);
  }
}
