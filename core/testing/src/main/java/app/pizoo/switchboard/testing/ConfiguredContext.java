package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Guards;
import app.pizoo.switchboard.spi.Inbox;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Outbox;
import app.pizoo.switchboard.spi.Permissions;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the kernel lends, as far as a shared service borrows it that stores nothing.
 *
 * @param mode whether defaults are those of development
 * @param values what is set, by name
 */
public record ConfiguredContext(Mode mode, Map<String, String> values) implements PluginContext {
  @Override
  public Settings settings() {
    return new Settings() {
      @Override
      public <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable(values.get(setting.name()))
            .or(() -> setting.defaultText(mode))
            .map(setting::parse);
      }
    };
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public RandomGenerator random() {
    return new Random(1);
  }

  @Override
  public Metrics metrics() {
    return new Unmeasured();
  }

  @Override
  public System.Logger logger() {
    return System.getLogger("test");
  }

  @Override
  public Guards guards() {
    throw notBorrowed();
  }

  @Override
  public Database database() {
    throw notBorrowed();
  }

  @Override
  public Inbox inbox() {
    throw notBorrowed();
  }

  @Override
  public Outbox outbox() {
    throw notBorrowed();
  }

  @Override
  public Duration retention() {
    throw notBorrowed();
  }

  @Override
  public KeyedHashes keyedHashes() {
    throw notBorrowed();
  }

  @Override
  public RateLimits rateLimits() {
    throw notBorrowed();
  }

  @Override
  public Permissions permissions() {
    throw notBorrowed();
  }

  @Override
  public Supplier<URI> publicUrl() {
    throw notBorrowed();
  }

  @Override
  public <T> T shared(Class<T> type) {
    throw notBorrowed();
  }

  @Override
  public <T> Supplier<Optional<T>> service(Class<T> type) {
    return Optional::empty;
  }

  private static AssertionError notBorrowed() {
    return new AssertionError("not lent here");
  }
}
