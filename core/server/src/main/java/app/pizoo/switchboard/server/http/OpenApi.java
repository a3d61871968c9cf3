package app.pizoo.switchboard.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The OpenAPI document, put together from the plugins' parts while the server starts. An operation
 * lists its own error codes in {@code x-problem-codes}.
 */
public final class OpenApi {
  private static final String CODES = "x-problem-codes";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final Map<String, Set<String>> operations = new LinkedHashMap<>();
  private final Map<String, Object> whole = object(parse(head()), "the document");

  /**
   * Adds a plugin's part.
   *
   * @param codes the error codes that its routes may name
   * @throws IllegalArgumentException if the part is malformed; the message says where
   */
  public void add(String yaml, Set<String> codes) {
    Map<String, Object> part = object(parse(yaml), "the OpenAPI part");
    object(part.getOrDefault("paths", Map.of()), "paths")
        .forEach((path, item) ->
            object(item, path)
                .forEach((method, operation) -> {
                  String name = method + ' ' + path;
                  if (METHODS.contains(method)) {
                    operations.put(
                        method.toUpperCase(Locale.ROOT) + ' ' + path,
                        check(name, object(operation, name), codes));
                  }
                }));
    merge(whole, part);
  }

  /** Checks the error codes of an operation and describes its failures by them. */
  private static Set<String> check(String name, Map<String, Object> operation, Set<String> codes) {
    if (!(operation.getOrDefault(CODES, List.of()) instanceof List<?> own)) {
      throw new IllegalArgumentException("the OpenAPI part: " + name + ": no list: " + CODES);
    }
    for (Object code : own) {
      if (!codes.contains(String.valueOf(code))) {
        throw new IllegalArgumentException(
            "the OpenAPI part: "
                + name
                + " names the error code "
                + code
                + ", which neither the"
                + " plugin nor a service that it uses declares");
      }
    }
    if (!own.isEmpty()) {
      String list = String.join(", ", own.stream().map(String::valueOf).toList());
      Map<String, Object> problem = new LinkedHashMap<>();
      problem.put("$ref", "#/components/responses/Problem");
      problem.put("description", "A problem: " + list + ", or a general one.");
      object(operation.computeIfAbsent("responses", key -> new LinkedHashMap<>()), name)
          .putIfAbsent("default", problem);
    }
    return own.stream().map(String::valueOf).collect(Collectors.toSet());
  }

  /**
   * Adds the route of the document.
   *
   * @param codes all error codes of the modules present
   */
  public void register(RouteTable routes, Guard guard, Set<String> codes) {
    Map<String, Object> code = whole;
    for (String key : List.of("components", "schemas", "Problem", "properties", "code")) {
      code = object(Objects.requireNonNull(code.get(key)), key);
    }
    code.put("enum", List.copyOf(new TreeSet<>(codes)));
    operations.forEach(routes.undocumented()::document);
    AtomicReference<Response> made = new AtomicReference<>();
    routes
        .of("the server")
        .get(
            "/openapi.yaml",
            guard,
            request -> {
              Response known = made.get();
              if (known == null) {
                known = Response.of("application/yaml", text());
                made.set(known);
              }
              return known;
            });
  }

  private String text() {
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

  private static Object parse(String yaml) {
    try {
      LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
      return Objects.requireNonNullElse(new Load(settings).loadFromString(yaml), "nothing");
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("the OpenAPI part is not YAML: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // keys of OpenAPI objects are strings
  private static Map<String, Object> object(Object value, String name) {
    if (value instanceof Map<?, ?> map
        && map.keySet().stream().allMatch(String.class::isInstance)) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("the OpenAPI part: expected an object: " + name);
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
