package app.pizoo.switchboard.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.Guard;
import app.pizoo.switchboard.spi.Response;
import app.pizoo.switchboard.spi.RunningPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Puts the OpenAPI document together from the plugins' parts, when it is first asked for. */
public final class OpenApi {

  private OpenApi() {}

  /** Adds the route of the document. */
  public static void register(RouteTable routes, Guard guard, Map<String, RunningPlugin> plugins) {
    AtomicReference<Response> made = new AtomicReference<>();
    routes
        .of("the server")
        .get(
            "/openapi.yaml",
            guard,
            request -> {
              Response known = made.get();
              if (known == null) {
                known = Response.of("application/yaml", document(plugins));
                made.set(known);
              }
              return known;
            });
  }

  private static String document(Map<String, RunningPlugin> plugins) {
    Map<String, Object> whole = parse(head());
    plugins
        .values()
        .forEach(
            plugin -> plugin.description().openApi().ifPresent(part -> merge(whole, parse(part))));
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();
    return new Dump(settings).dumpToString(whole);
  }

  private static String head() {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // keys of OpenAPI objects are strings
  private static Map<String, Object> parse(String yaml) {
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    return (Map<String, Object>) new Load(settings).loadFromString(yaml);
  }

  @SuppressWarnings("unchecked") // keys of OpenAPI objects are strings
  private static void merge(Map<String, Object> into, Map<String, Object> part) {
    part.forEach((key, value) -> {
      Object known = into.get(key);
      if (known instanceof Map && value instanceof Map) {
        Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) known);
        merge(both, (Map<String, Object>) value);
        into.put(key, both);
      } else if (known instanceof List<?> first && value instanceof List<?> second) {
        into.put(key, Stream.concat(first.stream(), second.stream()).toList());
      } else {
        into.putIfAbsent(key, value);
      }
    });
  }
}
