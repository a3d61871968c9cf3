package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.StoredCount.Outcome;
import app.pizoo.switchboard.spi.RateLimit.Lease;

/** Leases: stores the holder and the end of the lease. */
final class Leases {
  private Leases() {}

  static Outcome take(StoredCount stored, Lease lease, String holder, long now, boolean blocks) {
    long longest = lease.longest().toMillis();
    long end = WrongClocks.end(stored.overAt(), longest, now);
    if (end <= now || stored.uses().equals(holder)) {
      return stored.then(holder, 0, now + longest, 0);
    }
    return blocks
        ? stored.refused(end - now)
        : stored.then(holder, 0, now + longest, Math.max(1, end - now));
  }
}
