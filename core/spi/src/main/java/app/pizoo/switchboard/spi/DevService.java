package app.pizoo.switchboard.spi;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Stands in, during development, for an outside system that is not configured, by running an own
 * one and supplying the settings that lead to it.
 *
 * <p>Found by {@link java.util.ServiceLoader} in {@code dev/}, which only development commands
 * load: a production process has no class of it. Each dev service is also a command of its own,
 * named by its id, that runs it alone.
 */
public interface DevService {

  /** Tells the id and purpose; the id is also the name of the command that runs it alone. */
  PluginInfo info();

  /** Declares the settings that this dev service owns. */
  default List<Setting<?>> settings() {
    return List.of();
  }

  /** Names settings (of others) which, if the operator configured any of them, make it unwanted. */
  Set<String> yieldsTo();

  /**
   * Names the settings that it supplies once started. Where it stands in, its values win over
   * configured ones, so that a mixture of both systems cannot arise.
   */
  Set<String> supplies();

  /** Starts it; called before anything else starts. */
  RunningDevService start(DevServiceContext context);

  /** What the kernel lends a dev service. */
  interface DevServiceContext {
    /** Values of this dev service's own settings. */
    Settings settings();

    /** The server's public address, empty when it runs alone; known once the listener is bound. */
    Supplier<Optional<URI>> publicUrl();

    /** Signs app tokens for {@code subject}; empty when it runs alone or the key is elsewhere. */
    Optional<AppTokens> appTokens();
  }

  /** Signs tokens like those of the app's own backend, for trying things out. */
  interface AppTokens {
    /** Mints an app JWT that names {@code subject} and holds {@code scopes}; valid for an hour. */
    String mint(String subject, List<String> scopes);
  }

  /** A dev service that runs. */
  interface RunningDevService {
    /** Values by setting name, for exactly the names that {@link #supplies} gives. */
    Map<String, String> values();

    /** Where a person looks at it. */
    URI address();

    /**
     * Says, in lines like those of {@link PluginDescription#examples}, what to try with it first.
     */
    default List<String> examples() {
      return List.of();
    }

    /** Prints what a person needs to use it alone, its credentials included. */
    void describe(PrintStream out);

    /** Called once, after everything else was closed. */
    void close();
  }
}
