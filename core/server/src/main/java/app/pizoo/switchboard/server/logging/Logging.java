package app.pizoo.switchboard.server.logging;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Routes all {@link System.Logger}s of the process to one stream. Safe for multiple threads. */
public final class Logging {
  /** The logger of access lines, which are the first to be dropped if nobody reads the log. */
  public static final String ACCESS = "switchboard.access";

  /** The most that lines may take in memory while nobody reads them, in bytes. */
  private static final long MAX_BYTES = 4 * 1024 * 1024;

  // Strong references: the log manager drops unreferenced loggers together with their levels.
  private static final List<Logger> LIBRARIES =
      List.of(Logger.getLogger("io.helidon"), Logger.getLogger("com.zaxxer.hikari"));

  private static final System.Logger LOG = System.getLogger("switchboard");

  private static final AtomicReference<@Nullable LineWriter> WRITER = new AtomicReference<>();

  private Logging() {}

  /** Replaces the present logging configuration. */
  public static void install(LogFormat form, PrintStream out) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    // Start-up messages of the libraries are noise here.
    LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
    LineWriter writer =
        new LineWriter(
            out,
            form == LogFormat.JSON ? new JsonLines() : new PlainLines(),
            Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / 32));
    WRITER.set(writer);
    root.addHandler(writer);
    // Java would print these in a form of its own.
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
        LOG.log(System.Logger.Level.ERROR, "the thread " + thread.getName() + " died", failure));
  }

  /** The number of lines that were dropped because nobody read the log; 0 without a log. */
  public static long dropped() {
    LineWriter writer = WRITER.get();
    return writer == null ? 0 : writer.dropped();
  }

  /** Whether lines are dropped because nobody reads the log; false again once somebody does. */
  public static boolean isDropping() {
    LineWriter writer = WRITER.get();
    return writer != null && writer.isDropping();
  }

  /**
   * Prints text behind all lines so far. Waits for the stream, but not forever: then the text may
   * be lost, since nobody reads it.
   */
  public static void print(PrintStream err, String text) {
    LineWriter writer = WRITER.get();
    if (writer != null) {
      writer.flush();
    }
    Thread printing =
        Thread.ofPlatform()
            .daemon()
            .name("print")
            .start(() -> {
              err.print(text);
              err.flush();
            });
    try {
      printing.join(LineWriter.TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
