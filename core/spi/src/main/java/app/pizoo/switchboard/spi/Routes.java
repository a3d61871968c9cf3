package app.pizoo.switchboard.spi;

/**
 * Takes the routes of a plugin. Every route names its guard: there is no default.
 *
 * <p>Paths are literal, with {@code {name}} for a segment that varies. A path and method that
 * another plugin claims too is a start-up error.
 */
public interface Routes {

  /** Adds a GET route; it answers HEAD as well. */
  void get(String path, Guard guard, Handler handler);

  /** Adds a POST route. */
  void post(String path, Guard guard, Handler handler);

  /** Registers every route of a plugin. */
  @FunctionalInterface
  interface Registration {
    /** Called once, before the listeners open. */
    void register(Routes routes);
  }
}
