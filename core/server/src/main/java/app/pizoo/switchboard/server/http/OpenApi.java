package app.pizoo.switchboard.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The OpenAPI document, put together from the plugins' parts while the server starts. An operation
 * lists its own error codes in {@code x-problem-codes}; those of its guard are added.
 */
public final class OpenApi {
  private static final String CODES = "x-problem-codes";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Codes that every route may return. */
  static final Set<ProblemCode> GENERAL =
      Set.of(
          ProblemCode.REQUEST_INVALID,
          ProblemCode.REQUEST_TIMEOUT,
          ProblemCode.BODY_TOO_LARGE,
          ProblemCode.MEDIA_TYPE_UNSUPPORTED,
          ProblemCode.HEADERS_TOO_LARGE,
          ProblemCode.INTERNAL,
          ProblemCode.OVERLOADED);

  private final Map<String, Map<String, Object>> operations = new LinkedHashMap<>();
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

  /** Checks the error codes that an operation lists, and returns the operation. */
  private static Map<String, Object> check(
      String name, Map<String, Object> operation, Set<String> codes) {
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
    return operation;
  }

  /** Adds the codes of the route's guard to an operation, and describes its failures. */
  private static Set<String> describe(Route route, Map<String, Object> operation) {
    Set<String> codes = new LinkedHashSet<>();
    if (operation.get(CODES) instanceof List<?> own) {
      own.forEach(code -> codes.add(String.valueOf(code)));
    }
    route.guard().problemCodes().stream()
        .filter(code -> !GENERAL.contains(code))
        .forEach(code -> codes.add(code.code()));
    if (!codes.isEmpty()) {
      operation.put(CODES, List.copyOf(codes));
      Map<String, Object> problem = new LinkedHashMap<>();
      problem.put("$ref", "#/components/responses/Problem");
      problem.put("description", "A problem: " + String.join(", ", codes) + ", or a general one.");
      object(operation.computeIfAbsent("responses", key -> new LinkedHashMap<>()), route.pattern())
          .putIfAbsent("default", problem);
    }
    return codes;
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
    routes.all().forEach(route -> describe(routes, route));
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

  private void describe(RouteTable routes, Route route) {
    String name = route.method() + ' ' + route.pattern();
    Map<String, Object> operation = operations.get(name);
    if (operation != null) {
      Set<String> codes = describe(route, operation);
      routes.observed().ifPresent(observed -> observed.document(name, codes));
    }
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
