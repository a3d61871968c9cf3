package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.storage.Database;
import java.util.List;
import java.util.Queue;

/**
 * Limits that refuse nothing but what plugins measure themselves.
 *
 * @param uses where what is taken is remembered
 */
public record RecordedRateLimits(Queue<RateLimits.Use> uses) implements RateLimits {
  @Override
  public void take(List<Use> taken) {
    uses.addAll(taken);
  }

  @Override
  public void take(Database.Sql sql, List<Use> taken) {
    uses.addAll(taken);
  }

  @Override
  public boolean isOn(RateLimit rule) {
    return true;
  }

  @Override
  public boolean reached(RateLimit rule) {
    return true;
  }

  @Override
  public void release(Database.Sql sql, Use use) {
    uses.remove(use);
  }
}
