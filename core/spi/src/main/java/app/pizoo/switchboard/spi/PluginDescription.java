package app.pizoo.switchboard.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes a plugin's routes to people and tools.
 *
 * @param openApi this plugin's part of the OpenAPI 3.1 document, as YAML: an object with {@code
 *     paths} and optionally {@code components}; it describes exactly the routes that the plugin
 *     registers
 * @param examples command lines that {@code dev} prints for trying this plugin out, such as a call
 *     of curl; {@code {api}} stands for the address of the API, {@code {switchboard}} for the
 *     command
 */
public record PluginDescription(Optional<String> openApi, List<String> examples) {
  /** Describes nothing. */
  public static final PluginDescription NONE = new PluginDescription(Optional.empty(), List.of());

  public PluginDescription {
    examples = List.copyOf(examples);
  }

  /**
   * Reads the OpenAPI part from a file in the plugin's jar. The plugin opens the file, because a
   * module hides the resources in its packages from other modules.
   *
   * @param openApi the result of {@link Class#getResourceAsStream}; is closed
   */
  public static PluginDescription of(@Nullable InputStream openApi, String... examples) {
    try (InputStream part = Objects.requireNonNull(openApi, "the jar lacks its OpenAPI part")) {
      return new PluginDescription(
          Optional.of(new String(part.readAllBytes(), UTF_8)), List.of(examples));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
