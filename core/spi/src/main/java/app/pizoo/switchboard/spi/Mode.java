package app.pizoo.switchboard.spi;

/** How the server runs. */
public enum Mode {
  /** On a developer's machine: loopback only, missing settings are filled in. */
  DEVELOPMENT,
  /** In production: nothing is filled in. */
  PRODUCTION
}
