package app.pizoo.switchboard.server.logging;

import java.io.PrintStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Routes all {@link System.Logger}s to one stream. */
public final class Logging {
  // Strong references: the log manager drops unreferenced loggers together with their levels.
  private static final List<Logger> LIBRARIES =
      List.of(Logger.getLogger("io.helidon"), Logger.getLogger("com.zaxxer.hikari"));

  private static final System.Logger LOG = System.getLogger("switchboard");

  private Logging() {}

  /** Replaces the present logging configuration. */
  public static void install(LogFormat form, PrintStream out) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    // Start-up messages of the libraries are noise here.
    LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
    root.addHandler(
        new LineWriter(out, form == LogFormat.JSON ? new JsonLines() : new PlainLines()));
    // Java would print these in a form of its own.
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
        LOG.log(System.Logger.Level.ERROR, "the thread " + thread.getName() + " died", failure));
  }
}
