package app.pizoo.switchboard.server.settings;

/** How a log line is written. */
public enum LogForm {
  /** For people: time, level, logger and message in one line. */
  PLAIN,
  /** For machines: one JSON object in each line. */
  JSON
}
