package app.pizoo.switchboard.server.logging;

/** The format of a log line. */
public enum LogFormat {
  /** For people: time, level, logger and message in one line. */
  PLAIN,
  /** For machines: one JSON object in each line. */
  JSON
}
