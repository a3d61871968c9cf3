package app.pizoo.switchboard.mock.context;

import app.pizoo.switchboard.mock.http.BoxRoutes;

/** A part of the box with routes of its own. */
public interface BoxProduct {
  /** Adds its routes; called once, before the box listens. */
  void register(BoxRoutes routes);

  /** Called once, after the box stopped listening. */
  default void close() {}
}
