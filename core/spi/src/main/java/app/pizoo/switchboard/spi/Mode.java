package app.pizoo.switchboard.spi;

/** The mode in which the server runs. */
public enum Mode {
  /** On a developer's machine: loopback only, missing settings get development defaults. */
  DEVELOPMENT,
  /** In production: required settings must be configured. */
  PRODUCTION
}
