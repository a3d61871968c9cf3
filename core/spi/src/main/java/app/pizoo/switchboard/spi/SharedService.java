package app.pizoo.switchboard.spi;

import app.pizoo.switchboard.spi.http.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service that several plugins share, with its own settings and life cycle, such as the account
 * at a provider with its connections.
 *
 * <p>Found by {@link java.util.ServiceLoader} in the shared layer ({@code lib/}). Started before
 * the plugins and closed after them; not started if no plugin reads its module.
 */
public interface SharedService {

  /** The id and purpose of this service. */
  PluginInfo info();

  /** Declares the settings that this service owns. */
  default List<Setting<?>> settings() {
    return List.of();
  }

  /** Declares the settings that this service requires. */
  default List<Requirement> requirements() {
    return List.of();
  }

  /**
   * Declares the error codes that objects of this service raise, for all plugins that use it. Two
   * owners of one code are a start-up error.
   */
  default List<ProblemCode> problemCodes() {
    return List.of();
  }

  /** Starts the service. */
  RunningService start(PluginContext context);

  /** A running service. */
  interface RunningService {
    /** Objects that plugins obtain with {@link PluginContext#shared}, by type. */
    Map<Class<?>, Object> objects();

    /**
     * Why the service cannot work at the moment, in a few words without data of requests, such as
     * {@code unreachable}; empty while it works. {@code /health/ready} shows it to operators. It is
     * no reason to send requests elsewhere: other nodes use the same service. Called by any thread;
     * must not block.
     */
    default Optional<String> outage() {
      return Optional.empty();
    }

    /** Called once in the background after the server is ready. */
    default void warmUp() {}

    /** Called once, after all plugins are closed. */
    default void close() {}
  }
}
