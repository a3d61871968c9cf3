package app.pizoo.switchboard.mock.context;

import app.pizoo.switchboard.mock.http.BoxRoutes;

/** A part of the box that has routes. */
public interface BoxProduct {
  /** Adds the routes. Called once, before the box listens. */
  void register(BoxRoutes routes);

  /** Releases resources. Called once, after the box has stopped listening. */
  default void close() {}
}
