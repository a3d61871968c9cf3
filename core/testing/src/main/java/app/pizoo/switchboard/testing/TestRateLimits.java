package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.storage.Database;
import java.time.Clock;
import java.util.List;

/**
 * The server's rate limiter without a server. {@link RecordedRateLimits} is simpler where a test
 * only asks what is counted.
 */
public final class TestRateLimits implements RateLimits {
  private final MetricsRegistry metrics = new MetricsRegistry();
  private final RateLimiter limiter;

  private TestRateLimits(boolean blocking, Database database, Clock clock) {
    limiter = new RateLimiter(blocking, List.of(), database, new TestKeyedHashes(), clock, metrics);
  }

  /** Rate limits that refuse, as in production. */
  public static TestRateLimits blocking(Database database, Clock clock) {
    return new TestRateLimits(true, database, clock);
  }

  /** Rate limits that only report, as in development. */
  public static TestRateLimits reporting(Database database, Clock clock) {
    return new TestRateLimits(false, database, clock);
  }

  /** What they have counted, in Prometheus' text format. */
  public String metrics() {
    return metrics.text();
  }

  @Override
  public void take(List<Use> uses) {
    limiter.take(uses);
  }

  @Override
  public void take(Database.Sql sql, List<Use> uses) {
    limiter.take(sql, uses);
  }

  @Override
  public boolean isOn(RateLimit rule) {
    return limiter.isOn(rule);
  }

  @Override
  public boolean reached(RateLimit rule) {
    return limiter.reached(rule);
  }

  @Override
  public void release(Database.Sql sql, Use use) {
    limiter.release(sql, use);
  }
}
