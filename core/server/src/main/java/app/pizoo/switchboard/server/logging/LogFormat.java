package app.pizoo.switchboard.server.logging;

/** How a log line is written. */
public enum LogFormat {
  /** For people: time, level, logger and message in one line. */
  PLAIN,
  /** For machines: one JSON object in each line. */
  JSON
}
