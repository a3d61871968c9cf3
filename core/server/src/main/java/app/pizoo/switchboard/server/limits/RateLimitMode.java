package app.pizoo.switchboard.server.limits;

/** What happens when a limit is reached, for all limits. */
public enum RateLimitMode {
  /** The request is refused. */
  BLOCK,
  /** The request passes, and a log line says that it would have been refused. */
  REPORT
}
