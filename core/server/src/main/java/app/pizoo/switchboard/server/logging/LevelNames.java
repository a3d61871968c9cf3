package app.pizoo.switchboard.server.logging;

import java.util.logging.Level;

/** Maps levels to the names of System.Logger. */
final class LevelNames {
  private LevelNames() {}

  static String of(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }
}
