package app.pizoo.switchboard.spi;

import app.pizoo.switchboard.spi.http.Guards;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Inbox;
import app.pizoo.switchboard.spi.storage.Outbox;
import app.pizoo.switchboard.spi.storage.Schema;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What the kernel provides to a plugin. Any thread may use every object of it until close. */
public interface PluginContext {

  /** Values of the settings; all that are declared anywhere can be read. */
  Settings settings();

  /** The time; tests move it. */
  Clock clock();

  /** A cryptographically strong source of random bytes. */
  RandomGenerator random();

  /** The guards that the kernel supplies. */
  Guards guards();

  /** The database; only tables of this plugin's own {@link Schema} may be touched. */
  Database database();

  /** Keeps events from outside until they are processed. */
  Inbox inbox();

  /** Sends what costs money at most once. */
  Outbox outbox();

  /** How long records are kept, as the operator chose. */
  Duration retention();

  /** Pseudonymizes personal data in tables. */
  KeyedHashes keyedHashes();

  /** Counts uses against this plugin's {@link Plugin#rateLimits rules}. */
  RateLimits rateLimits();

  /** Decides whether a caller may do something to a target, as the operator chose. */
  Permissions permissions();

  /** Registers metrics; names get the prefix {@code switchboard_}. */
  Metrics metrics();

  /** A logger named after the plugin. Never log secrets, codes, texts or whole phone numbers. */
  System.Logger logger();

  /**
   * The address under which the outside reaches this server, without a trailing slash. Known once
   * the listener is bound, thus to be asked while handling requests and not while starting.
   */
  Supplier<URI> publicUrl();

  /**
   * The object of this type that a {@link SharedService} provides.
   *
   * @throws IllegalStateException if no service that started provides this type
   */
  <T> T shared(Class<T> type);

  /**
   * Looks up what another plugin offers, without knowing which one. Plugins start in any order, so
   * the lookup happens at each {@code get}, which is cheap. No provider is the normal case: the
   * caller works without it.
   *
   * @param type an interface of the package {@code app.pizoo.switchboard.spi.service}
   * @throws IllegalArgumentException if {@code type} is of another kind
   */
  <T> Supplier<Optional<T>> service(Class<T> type);
}
