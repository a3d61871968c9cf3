package app.pizoo.switchboard.server.logging;

import java.io.PrintStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Writes lines to a stream, in order. Requests wait neither for the stream nor for each other: a
 * background thread writes lines in batches. Warnings and errors, and all lines before them, are
 * written before {@link #publish} returns.
 */
final class LineWriter extends Handler {
  /** How long a batch collects lines. */
  private static final long MOMENT = 20_000_000;

  /** Beyond this bound the logging thread writes itself: no line is lost, memory is bounded. */
  private static final int MAX_WAITING = 10_000;

  private final PrintStream out;
  private final Queue<LogRecord> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicBoolean called = new AtomicBoolean();
  private final ReentrantLock writing = new ReentrantLock();
  private final Thread writer;
  private volatile boolean closed;

  LineWriter(PrintStream out, Formatter formatter) {
    this.out = out;
    setFormatter(formatter);
    setLevel(Level.ALL);
    writer = Thread.ofPlatform().daemon().name("log").start(this::run);
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    waiting.add(record);
    boolean tooMany = count.incrementAndGet() > MAX_WAITING;
    if (tooMany || closed || record.getLevel().intValue() >= Level.WARNING.intValue()) {
      flush();
    } else if (!called.get() && called.compareAndSet(false, true)) {
      LockSupport.unpark(writer);
    }
  }

  private void run() {
    while (!closed) {
      if (called.get()) {
        LockSupport.parkNanos(MOMENT);
        called.set(false);
        flush();
      } else {
        LockSupport.park();
      }
    }
  }

  /** Writes all queued lines. */
  @Override
  public void flush() {
    writing.lock();
    try {
      StringBuilder lines = new StringBuilder();
      for (LogRecord record = waiting.poll(); record != null; record = waiting.poll()) {
        count.decrementAndGet();
        lines.append(getFormatter().format(record));
      }
      if (!lines.isEmpty()) {
        out.append(lines);
        out.flush();
      }
    } finally {
      writing.unlock();
    }
  }

  /** Leaves the stream open: it belongs to the process. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(writer);
    flush();
  }
}
