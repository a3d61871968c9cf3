package app.pizoo.switchboard.mock.http;

import io.helidon.websocket.WsListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects the routes of all products, and finds the one for a request. */
public final class BoxRoutes {
  private final List<BoxRoute> routes = new ArrayList<>();
  private final Map<String, Supplier<WsListener>> sockets = new LinkedHashMap<>();

  /** A route of Twilio's REST API, written as in Twilio's OpenAPI files; needs Basic auth. */
  public void twilio(String method, String template, BoxHandler handler) {
    routes.add(new BoxRoute(method, template, true, handler));
  }

  /** A route of the box's own, open to programs on this machine. */
  public void open(String method, String template, BoxHandler handler) {
    routes.add(new BoxRoute(method, template, false, handler));
  }

  /**
   * A WebSocket at a path, with a listener for each connection; {@code Host} and {@code Origin}
   * were checked before it is opened.
   */
  public void socket(String path, Supplier<WsListener> listener) {
    sockets.put(path, listener);
  }

  /** The route for a request and its variables. */
  Optional<Match> match(String method, String path) {
    for (BoxRoute route : routes) {
      if (route.method().equals(method)) {
        Optional<Map<String, String>> variables = route.match(path);
        if (variables.isPresent()) {
          return Optional.of(new Match(route, variables.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether any method is served at a path. */
  boolean knows(String path) {
    return routes.stream().anyMatch(route -> route.match(path).isPresent());
  }

  /** All routes, in the order they were added. */
  public List<BoxRoute> all() {
    return List.copyOf(routes);
  }

  Map<String, Supplier<WsListener>> sockets() {
    return sockets;
  }

  record Match(BoxRoute route, Map<String, String> variables) {}
}
