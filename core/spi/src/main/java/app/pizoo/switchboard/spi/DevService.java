package app.pizoo.switchboard.spi;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Emulates an external system during development if that system is not configured: runs a local
 * server and supplies the settings that point to it.
 *
 * <p>Found by {@link java.util.ServiceLoader} in {@code dev/}. {@code serve} never loads its
 * classes. Each dev service is also a command, named by its id, that runs it alone.
 */
public interface DevService {

  /** The id and purpose; the id is also the name of its command. */
  PluginInfo info();

  /** Declares the settings that this dev service owns. */
  default List<Setting<?>> settings() {
    return List.of();
  }

  /** Settings of others that disable this dev service if the operator configured any of them. */
  Set<String> yieldsTo();

  /**
   * Settings that this dev service supplies once started. Its values override configured ones, so
   * the emulated and the real system are never mixed.
   */
  Set<String> supplies();

  /**
   * Flags of its command, such as {@code --pass-through}, each with the setting that it sets to
   * {@code on}.
   */
  default Map<String, Setting<?>> flags() {
    return Map.of();
  }

  /**
   * Prepares programs for the emulated system: returns shell commands that let unchanged programs
   * reach this dev service, which need not run yet. The option {@code --env} of its command prints
   * them; with none, the command has no such option.
   *
   * @throws IllegalArgumentException if its settings do not allow it; the message says why
   * @throws java.io.UncheckedIOException if a file that the programs need cannot be written
   */
  default List<String> environment(DevServiceContext context) {
    return List.of();
  }

  /** Starts the dev service, before everything else. */
  RunningDevService start(DevServiceContext context);

  /** The kernel's objects for a dev service. */
  interface DevServiceContext {
    /** Values of this dev service's own settings. */
    Settings settings();

    /** The data folder of development, for what has to outlive a restart; may not exist yet. */
    Path data();

    /** The server's public URL; empty if it runs alone or the listener is not bound yet. */
    Supplier<Optional<URI>> publicUrl();

    /**
     * The webhook paths of all plugins, as {@link Plugin#webhooks} names them; none if it runs
     * alone.
     */
    Map<String, String> webhooks();

    /** Issues app tokens; empty if it runs alone, or if another system has the signing key. */
    Optional<AppTokens> appTokens();
  }

  /** Issues tokens like those of the app's backend, for trials. */
  interface AppTokens {
    /** Issues an app JWT for {@code subject} with {@code scopes}, valid for one hour. */
    String mint(String subject, List<String> scopes);
  }

  /** A running dev service. */
  interface RunningDevService {
    /** Values of exactly the settings that {@link #supplies} names. */
    Map<String, String> values();

    /** The URL of its page for people. */
    URI address();

    /**
     * Says, in lines like those of {@link PluginDescription#examples}, what to try with it first.
     */
    default List<String> examples() {
      return List.of();
    }

    /**
     * Whether it still does its work; false after something in it died for good. Called once a
     * second, from any thread, until it is closed.
     */
    default boolean isAlive() {
      return true;
    }

    /** Prints how to use it alone, credentials included. */
    void describe(PrintStream out);

    /** Called once, after everything else is closed. */
    void close();
  }
}
