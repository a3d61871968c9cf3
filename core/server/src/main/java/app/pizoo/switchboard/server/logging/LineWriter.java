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
 * Writes lines to a stream, in their order. Requests neither wait for the stream nor for each
 * other: a thread of its own writes what came within a moment, all at once. Warnings and errors are
 * written before {@link #publish} returns, with everything that came before them.
 */
final class LineWriter extends Handler {
  /** So long lines may wait for company. */
  private static final long MOMENT = 20_000_000;

  /** Beyond so many, whoever logs writes: nothing is lost, and memory stays bounded. */
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

  /** Writes all that waits. */
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

  /** Leaves the stream open: it is the process's own. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(writer);
    flush();
  }
}
