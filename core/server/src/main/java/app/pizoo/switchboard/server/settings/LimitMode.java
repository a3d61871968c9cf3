package app.pizoo.switchboard.server.settings;

/** What happens when a limit is reached. */
public enum LimitMode {
  /** The request is refused. */
  BLOCK,
  /** The request passes, and a log line says that it would have been refused. */
  REPORT
}
