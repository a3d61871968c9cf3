package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.StoredCount.Outcome;
import app.pizoo.switchboard.spi.RateLimit.Cooldown;

/**
 * Growing pauses: stores the number of uses, and the time when the rest after the last one ends.
 */
final class Cooldowns {
  private Cooldowns() {}

  static Outcome take(StoredCount stored, Cooldown rule, long now, boolean blocks) {
    long rest = rule.rest().toMillis();
    long end = WrongClocks.end(stored.overAt(), rest, now);
    if (end <= now) {
      return stored.then("", 1, now + rest, 0);
    }
    int step = Math.clamp(stored.number(), 1, rule.pauses().size());
    long ready = end - rest + rule.pauses().get(step - 1).toMillis();
    if (ready > now && blocks) {
      return stored.refused(ready - now);
    }
    return stored.then("", stored.number() + 1, now + rest, Math.max(0, ready - now));
  }
}
