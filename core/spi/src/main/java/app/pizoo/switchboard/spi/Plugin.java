package app.pizoo.switchboard.spi;

import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds one capability to the server.
 *
 * <p>The kernel finds providers with {@link java.util.ServiceLoader} in the module layer of each
 * jar under {@code plugins/}. Everything but {@link #start} is data that the kernel may ask for at
 * any time, also by commands that never start the plugin; those methods must be cheap and free of
 * side effects. All methods are called on the thread that starts the server, one plugin after the
 * other.
 */
public interface Plugin {

  /** Returns the id and purpose of this plugin. Two plugins with one id are a start-up error. */
  PluginInfo info();

  /** Declares the settings that this plugin owns. Their names must be unique in the server. */
  default List<Setting<?>> settings() {
    return List.of();
  }

  /** Declares what must be configured for this plugin to work, also settings of others. */
  default List<Requirement> requirements() {
    return List.of();
  }

  /** Declares the database migrations of this plugin's own tables. */
  default Schema schema() {
    return Schema.none();
  }

  /**
   * Returns the paths of this plugin's webhook routes, by the name of the provider's setting that
   * holds their address. A dev service lets the resources that it emulates call these routes.
   */
  default Map<String, String> webhooks() {
    return Map.of();
  }

  /** Declares the limits that this plugin counts against. */
  default List<RateLimit> rateLimits() {
    return List.of();
  }

  /**
   * Declares the error codes that this plugin adds to {@link ProblemCode#generic}. Two owners of
   * one code are a start-up error.
   */
  default List<ProblemCode> problemCodes() {
    return List.of();
  }

  /**
   * Erases what this plugin's tables hold about a subject. Called without a start, by a command
   * that may run beside the server.
   *
   * @return how many rows were deleted or changed
   */
  default int erase(Erasure erasure) {
    return 0;
  }

  /**
   * Returns the values by which this plugin's unprocessed events and unresolved outbox entries name
   * a subject, such as keyed hashes. The kernel erases the events and entries that hold one of
   * them, or the subject itself.
   */
  default Set<String> erasureKeys(KeyedHashes keyedHashes, String subject) {
    return Set.of();
  }

  /** Returns the key under which this plugin's rate limits count a subject. */
  default String rateLimitKey(String subject) {
    return subject;
  }

  /**
   * Starts the capability. Called once, after settings were checked and migrations ran.
   *
   * @throws RuntimeException if it cannot start; the kernel reports the message with the jar's name
   */
  RunningPlugin start(PluginContext context);
}
