package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.RequestBody;
import app.pizoo.switchboard.spi.http.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All routes of all plugins. Filled while the server starts, then only read. */
public final class RouteTable {
  private static final Pattern PATTERN = Pattern.compile("(/([A-Za-z0-9._~-]+|\\{[a-z]+}))+");

  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private final List<Route> routes = new ArrayList<>();
  private final Map<String, Route> byShape = new HashMap<>();
  private final Map<String, Map<String, Route>> literal = new HashMap<>();
  private final List<Route> varying = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();
  private final Optional<ObservedCodes> observed;

  /** A table without observation of error codes. */
  public RouteTable() {
    observed = Optional.empty();
  }

  /** A table whose error codes a test collects. */
  public RouteTable(ObservedCodes observed) {
    this.observed = Optional.of(observed);
  }

  /** A route with the values of its varying segments. */
  record Match(Route route, Map<String, String> parameters) {}

  /** The table as one plugin fills it. */
  public Routes of(String owner) {
    return (method, path, guard, body, handler) ->
        add(new Route(method, path, guard, body, handler, owner));
  }

  private void add(Route route) {
    if (!PATTERN.matcher(route.pattern()).matches()) {
      throw new IllegalArgumentException("not a route's path: " + route.pattern());
    }
    // A null would otherwise fail with each request, or later in the start, without a name.
    requirePresent(route.guard(), "guard", route);
    requirePresent(route.body(), "body", route);
    requirePresent(route.handler(), "handler", route);
    if (!METHODS.contains(route.method())) {
      throw new IllegalArgumentException(
          route.method() + ' ' + route.pattern() + ": expected a method of " + METHODS);
    }
    if (route.body().streamed() && route.guard().needsBody()) {
      throw new IllegalArgumentException(
          route.pattern() + ": a guard that reads the body cannot protect a streamed route");
    }
    Route other = byShape.putIfAbsent(route.shape(), route);
    if (other != null) {
      conflicts.add(
          "%s and %s both claim %s %s: keep one of them"
              .formatted(other.owner(), route.owner(), route.method(), route.pattern()));
      return;
    }
    routes.add(route);
    if (route.isLiteral()) {
      literal.computeIfAbsent(route.pattern(), p -> new HashMap<>()).put(route.method(), route);
    } else {
      varying.add(route);
    }
  }

  /** Plugins may be compiled without null checks. */
  private static void requirePresent(@Nullable Object part, String name, Route route) {
    if (part == null) {
      throw new IllegalArgumentException(
          route.method() + ' ' + route.pattern() + ": the " + name + " is null");
    }
  }

  /** Describes each route that two plugins register. */
  public List<String> conflicts() {
    return List.copyOf(conflicts);
  }

  /** Where the error codes of responses are collected, in tests. */
  Optional<ObservedCodes> observed() {
    return observed;
  }

  /** All routes in the order they were registered. */
  public List<Route> all() {
    return List.copyOf(routes);
  }

  /**
   * The route for a request.
   *
   * @throws Problem with {@code not_found} or {@code method_not_allowed}
   */
  Match match(String method, String path) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    Map<String, Route> byMethod = literal.get(path);
    if (byMethod != null) {
      Route found = byMethod.get(wanted);
      if (found != null) {
        return new Match(found, Map.of());
      }
    }
    for (Route route : varying) {
      if (route.method().equals(wanted)) {
        var parameters = route.match(path);
        if (parameters.isPresent()) {
          return new Match(route, parameters.get());
        }
      }
    }
    Set<String> allowed = methods(path);
    if (allowed.isEmpty()) {
      throw Problem.of(ProblemCode.NOT_FOUND, "no route has this path");
    }
    String list = String.join(", ", allowed);
    throw Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "allowed here: " + list)
        .withHeader("Allow", list);
  }

  /** The largest body that any route accepts. */
  long maxBodyBytes() {
    return routes.stream()
        .mapToLong(route -> route.body().maxBytes())
        .max()
        .orElse(RequestBody.DEFAULT.maxBytes());
  }

  /** The methods of a path; empty if there is no such path. */
  Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>(literal.getOrDefault(path, Map.of()).keySet());
    varying.stream()
        .filter(route -> route.match(path).isPresent())
        .forEach(route -> methods.add(route.method()));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }
}
