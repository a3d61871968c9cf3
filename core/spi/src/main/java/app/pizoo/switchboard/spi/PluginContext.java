package app.pizoo.switchboard.spi;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What the kernel lends a plugin. Every object lent may be used by any thread until close. */
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

  /** Stands in for personal data in tables. */
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
   * Borrows an object of a {@link SharedService}.
   *
   * @throws IllegalStateException if no service that started lends this type
   */
  <T> T shared(Class<T> type);
}
