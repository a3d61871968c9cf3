package app.pizoo.switchboard.mock.http;

import io.helidon.websocket.WsListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The routes of all products. */
public final class BoxRoutes {
  private final List<BoxRoute> routes = new ArrayList<>();
  private final Map<String, Supplier<WsListener>> sockets = new LinkedHashMap<>();

  /**
   * Adds a route of {@code api.twilio.com} with the template of Twilio's OpenAPI files. It requires
   * HTTP Basic authentication.
   */
  public void twilio(String method, String template, BoxHandler handler) {
    twilio("api", method, template, handler);
  }

  /**
   * Adds a route of another product of Twilio's, which is the first label of its host names, such
   * as {@code verify}.
   */
  public void twilio(String product, String method, String template, BoxHandler handler) {
    routes.add(new BoxRoute(Optional.of(product), method, template, true, handler));
  }

  /** Adds a route of a product of Twilio's that its browser SDKs use, without authentication. */
  public void browser(String product, String method, String template, BoxHandler handler) {
    routes.add(new BoxRoute(Optional.of(product), method, template, false, handler));
  }

  /** Adds a route of the box itself, which needs no authentication. */
  public void open(String method, String template, BoxHandler handler) {
    routes.add(new BoxRoute(Optional.empty(), method, template, false, handler));
  }

  /**
   * Adds a WebSocket route with a listener for each connection. The server checks {@code Host} and
   * {@code Origin} before it opens a connection.
   */
  public void socket(String path, Supplier<WsListener> listener) {
    sockets.put(path, listener);
  }

  /**
   * Finds the route for a request.
   *
   * @param product the product whose routes are searched; empty for all routes, the box's included
   */
  Optional<Match> match(Optional<String> product, String method, String path) {
    for (BoxRoute route : of(product)) {
      if (route.method().equals(method)) {
        Optional<Map<String, String>> variables = route.match(path);
        if (variables.isPresent()) {
          return Optional.of(new Match(route, variables.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns whether any method has a route at a path. */
  boolean knows(Optional<String> product, String path) {
    return of(product).stream().anyMatch(route -> route.match(path).isPresent());
  }

  /** Returns whether pages in browsers send requests to a product. */
  boolean isForBrowsers(Optional<String> product) {
    return product.isPresent() && of(product).stream().anyMatch(route -> !route.isAuthenticated());
  }

  private List<BoxRoute> of(Optional<String> product) {
    return product.isEmpty()
        ? routes
        : routes.stream().filter(route -> route.product().equals(product)).toList();
  }

  /** Returns all routes in the order they were added. */
  public List<BoxRoute> all() {
    return List.copyOf(routes);
  }

  Map<String, Supplier<WsListener>> sockets() {
    return sockets;
  }

  record Match(BoxRoute route, Map<String, String> variables) {}
}
