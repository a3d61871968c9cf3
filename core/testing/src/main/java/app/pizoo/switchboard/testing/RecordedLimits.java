package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Limits;
import java.util.List;
import java.util.Queue;

/**
 * Limits that refuse nothing but what plugins measure themselves.
 *
 * @param uses where what is taken is remembered
 */
public record RecordedLimits(Queue<Limits.Use> uses) implements Limits {
  @Override
  public void take(List<Use> taken) {
    uses.addAll(taken);
  }

  @Override
  public boolean isOn(LimitRule rule) {
    return true;
  }

  @Override
  public boolean reached(LimitRule rule) {
    return true;
  }

  @Override
  public void release(Database.Sql sql, Use use) {
    uses.remove(use);
  }
}
