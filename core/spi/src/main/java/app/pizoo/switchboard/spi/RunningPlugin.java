package app.pizoo.switchboard.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plugin that runs: what it contributes, and how it ends. */
public interface RunningPlugin {

  /** Registers every route of this plugin; called once, before the listeners open. */
  void register(Routes routes);

  /**
   * Gives this plugin's part of the OpenAPI 3.1 document, as YAML: an object with {@code paths} and
   * optionally {@code components}. A path that is registered and not described, or the reverse, is
   * a defect that the distribution's tests find.
   */
  default Optional<String> openApi() {
    return Optional.empty();
  }

  /**
   * Reads what {@link #openApi} gives from a file in the plugin's jar. The plugin opens it, since a
   * module hides from others what lies in its packages.
   *
   * @param file what {@link Class#getResourceAsStream} gave; is closed
   */
  static Optional<String> readOpenApi(@Nullable InputStream file) {
    try (InputStream part = Objects.requireNonNull(file, "the jar lacks its OpenAPI part")) {
      return Optional.of(new String(part.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives command lines that {@code dev} prints for trying this plugin out, such as a call of curl.
   * {@code {api}} stands for the address of the API, {@code {switchboard}} for the command.
   */
  default List<String> examples() {
    return List.of();
  }

  /** The handlers of events that this plugin puts into the {@link Inbox}, by topic. */
  default Map<String, Inbox.EventHandler> events() {
    return Map.of();
  }

  /** Work that is done now and then while the server runs. */
  default List<ScheduledTask> scheduledTasks() {
    return List.of();
  }

  /**
   * Called once in the background after the server is ready, for work that would only slow the
   * start, such as touching classes that the first request will need. A failure is logged.
   */
  default void warmUp() {}

  /** Frees what {@link Plugin#start} took. Called once, after the last request has ended. */
  default void close() {}
}
