package app.pizoo.switchboard.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Remembers what is logged under a name until it is closed. Safe for all threads. */
public final class LogLines implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler = new Recorder();
  private final Logger logger;

  private LogLines(Logger logger) {
    this.logger = logger;
    logger.addHandler(handler);
  }

  /** Begins to remember. */
  public static LogLines of(String logger) {
    return new LogLines(Logger.getLogger(logger));
  }

  /** The messages so far, each with the failure that was logged along. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
  }

  private final class Recorder extends Handler {
    @Override
    public void publish(LogRecord line) {
      lines.add(
          line.getThrown() == null
              ? line.getMessage()
              : line.getMessage() + ' ' + line.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
