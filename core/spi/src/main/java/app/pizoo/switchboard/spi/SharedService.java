package app.pizoo.switchboard.spi;

import java.util.List;
import java.util.Map;

/**
 * Something that several plugins use and that has settings and a life of its own, such as the
 * account at a provider with its connections.
 *
 * <p>Found by {@link java.util.ServiceLoader} in the shared layer ({@code lib/}). Started before
 * the plugins, closed after them, and left alone when no plugin present reads its module.
 */
public interface SharedService {

  /** Tells the id and purpose of this service. */
  PluginInfo info();

  /** Declares the settings that this service owns. */
  default List<Setting<?>> settings() {
    return List.of();
  }

  /** Declares what must be configured for this service to work. */
  default List<Requirement> requirements() {
    return List.of();
  }

  /** Starts the service. */
  RunningService start(PluginContext context);

  /** What a running service lends. */
  interface RunningService {
    /** Objects that plugins may borrow with {@link PluginContext#shared}, by type. */
    Map<Class<?>, Object> objects();

    /** Called once in the background after the server is ready. */
    default void warmUp() {}

    /** Called once, after all plugins were closed. */
    default void close() {}
  }
}
