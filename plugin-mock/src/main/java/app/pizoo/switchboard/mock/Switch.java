package app.pizoo.switchboard.mock;

/** The values of a setting that turns something on. */
enum Switch {
  OFF,
  ON
}
