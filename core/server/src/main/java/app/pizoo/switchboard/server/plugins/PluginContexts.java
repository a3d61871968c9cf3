package app.pizoo.switchboard.server.plugins;

import app.pizoo.switchboard.server.ledger.Ledger;
import app.pizoo.switchboard.server.limits.DeclaredRateLimits;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Permissions;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.Settings;
import app.pizoo.switchboard.spi.http.Guards;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Inbox;
import app.pizoo.switchboard.spi.storage.Outbox;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Creates the contexts of plugins and services, which differ only in the owner's id. */
public record PluginContexts(
    Settings settings,
    Clock clock,
    Guards guards,
    Database database,
    Ledger ledger,
    Duration retention,
    KeyedHashes keyedHashes,
    RateLimits rateLimits,
    Permissions permissions,
    Metrics metrics,
    Supplier<URI> publicUrl,
    Map<Class<?>, Object> objects,
    OfferedServices offered) {

  /** The context of one plugin or service. */
  PluginContext to(String id, List<RateLimit> declared) {
    return new Context(
        this,
        id,
        new DeclaredRateLimits(id, declared, rateLimits),
        System.getLogger("switchboard." + id),
        new SecureRandom());
  }

  private record Context(
      PluginContexts all,
      String id,
      RateLimits rateLimits,
      System.Logger logger,
      RandomGenerator random)
      implements PluginContext {
    @Override
    public Settings settings() {
      return all.settings();
    }

    @Override
    public Clock clock() {
      return all.clock();
    }

    @Override
    public Guards guards() {
      return all.guards();
    }

    @Override
    public Database database() {
      return all.database();
    }

    @Override
    public Inbox inbox() {
      return all.ledger().inbox(id);
    }

    @Override
    public Outbox outbox() {
      return all.ledger().outbox(id);
    }

    @Override
    public Duration retention() {
      return all.retention();
    }

    @Override
    public KeyedHashes keyedHashes() {
      return all.keyedHashes();
    }

    @Override
    public Permissions permissions() {
      return all.permissions();
    }

    @Override
    public Metrics metrics() {
      return all.metrics();
    }

    @Override
    public Supplier<URI> publicUrl() {
      return all.publicUrl();
    }

    @Override
    public <T> T shared(Class<T> type) {
      return Optional.ofNullable(all.objects().get(type))
          .map(type::cast)
          .orElseThrow(
              () -> new IllegalStateException("no shared service provides a " + type.getName()));
    }

    @Override
    public <T> Supplier<Optional<T>> service(Class<T> type) {
      return all.offered().lookup(type);
    }
  }
}
