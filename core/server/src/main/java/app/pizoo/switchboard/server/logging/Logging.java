package app.pizoo.switchboard.server.logging;

import app.pizoo.switchboard.server.settings.LogForm;
import java.io.PrintStream;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Sends what all {@link System.Logger}s write to one stream. */
public final class Logging {
  private Logging() {}

  /** Replaces whatever was configured before. */
  public static void install(LogForm form, PrintStream out) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(new Flushing(out, form == LogForm.JSON ? new JsonLines() : new PlainLines()));
  }

  /** Writes each line at once: a process that is killed has said everything. */
  private static final class Flushing extends StreamHandler {
    Flushing(PrintStream out, Formatter formatter) {
      super(out, formatter);
      setLevel(Level.ALL);
    }

    @Override
    public synchronized void publish(LogRecord record) {
      super.publish(record);
      flush();
    }

    /** Leaves the stream open: it is the process's own. */
    @Override
    public synchronized void close() {
      flush();
    }
  }
}
