package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.storage.Database;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rate limits of one plugin. An undeclared one is refused: {@code limits} would not list it, an
 * operator could not override it, and an erasure would miss it.
 */
public final class DeclaredRateLimits implements RateLimits {
  private final String owner;
  private final Set<String> names;
  private final RateLimits all;

  /** Admits only what {@code owner} declares. */
  public DeclaredRateLimits(String owner, Collection<RateLimit> declared, RateLimits all) {
    this.owner = owner;
    this.names = declared.stream().map(RateLimit::name).collect(Collectors.toUnmodifiableSet());
    this.all = all;
  }

  private void check(RateLimit rule) {
    if (!names.contains(rule.name())) {
      throw new IllegalArgumentException(
          "%s uses the rate limit %s, which its rateLimits() does not declare"
              .formatted(owner, rule.name()));
    }
  }

  @Override
  public void take(List<Use> uses) {
    uses.forEach(use -> check(use.rule()));
    all.take(uses);
  }

  @Override
  public void take(Database.Sql sql, List<Use> uses) {
    uses.forEach(use -> check(use.rule()));
    all.take(sql, uses);
  }

  @Override
  public boolean isOn(RateLimit rule) {
    check(rule);
    return all.isOn(rule);
  }

  @Override
  public boolean reached(RateLimit rule) {
    check(rule);
    return all.reached(rule);
  }

  @Override
  public void release(Database.Sql sql, Use use) {
    check(use.rule());
    all.release(sql, use);
  }
}
