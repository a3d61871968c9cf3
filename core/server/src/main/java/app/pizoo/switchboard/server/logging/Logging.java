package app.pizoo.switchboard.server.logging;

import java.io.PrintStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sends what all {@link System.Logger}s write to one stream. */
public final class Logging {
  // Held, because the log manager forgets loggers that nobody holds, with their levels.
  private static final List<Logger> LIBRARIES =
      List.of(Logger.getLogger("io.helidon"), Logger.getLogger("com.zaxxer.hikari"));

  private Logging() {}

  /** Replaces whatever was configured before. */
  public static void install(LogFormat form, PrintStream out) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    // What the libraries tell about themselves is no event of this server.
    LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
    root.addHandler(
        new LineWriter(out, form == LogFormat.JSON ? new JsonLines() : new PlainLines()));
  }
}
