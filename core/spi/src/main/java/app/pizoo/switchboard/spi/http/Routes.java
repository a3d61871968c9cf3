package app.pizoo.switchboard.spi.http;

/**
 * Takes the routes of a plugin. Every route names its guard: there is no default.
 *
 * <p>Paths are literal, with {@code {name}} for a segment that varies. A path and method that
 * another plugin claims too is a start-up error. The kernel answers HEAD on every GET route, and
 * 405 with {@code Allow} for other methods of a path.
 */
public interface Routes {

  /**
   * Adds a route.
   *
   * @param method {@code GET}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
   * @param body the size of the request's body, and whether the handler streams it
   */
  void add(String method, String path, Guard guard, RequestBody body, Handler handler);

  /** Adds a GET route; it answers HEAD as well. */
  default void get(String path, Guard guard, Handler handler) {
    add("GET", path, guard, RequestBody.DEFAULT, handler);
  }

  /** Adds a POST route. */
  default void post(String path, Guard guard, Handler handler) {
    add("POST", path, guard, RequestBody.DEFAULT, handler);
  }

  /** Adds a PUT route. */
  default void put(String path, Guard guard, Handler handler) {
    add("PUT", path, guard, RequestBody.DEFAULT, handler);
  }

  /** Adds a PATCH route. */
  default void patch(String path, Guard guard, Handler handler) {
    add("PATCH", path, guard, RequestBody.DEFAULT, handler);
  }

  /** Adds a DELETE route. */
  default void delete(String path, Guard guard, Handler handler) {
    add("DELETE", path, guard, RequestBody.DEFAULT, handler);
  }

  /** Registers every route of a plugin. */
  @FunctionalInterface
  interface Registration {
    /** Called once, before the listeners open. */
    void register(Routes routes);
  }
}
