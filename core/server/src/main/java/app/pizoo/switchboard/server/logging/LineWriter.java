package app.pizoo.switchboard.server.logging;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Writes lines to a stream, in order, on a thread of its own. Threads that log never wait: the
 * stream can be a pipe that nobody reads. Beyond a bound lines are dropped and counted, access
 * lines first; once the stream works again, a line says how many.
 */
final class LineWriter extends Handler {
  /** How long {@link #flush} and {@link #close} wait for the stream. */
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** How long a batch collects lines, in nanoseconds. */
  private static final long MOMENT = 20_000_000;

  /** What one write has at least, in characters, if as much waits. */
  private static final int BATCH = 32 * 1024;

  /** What a queued line takes besides its characters, in bytes. */
  private static final int OVERHEAD = 256;

  private final PrintStream out;
  private final long maxBytes;
  private final Queue<Line> waiting = new ConcurrentLinkedQueue<>();

  /** The size of all lines that are not yet written. */
  private final AtomicLong bytes = new AtomicLong();

  private final LongAdder dropped = new LongAdder();
  private volatile long reported;
  private final AtomicBoolean called = new AtomicBoolean();
  private volatile boolean urgent;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition written = lock.newCondition();
  private final Thread writer;
  private volatile boolean closed;

  private record Line(long bytes, Supplier<String> text) {}

  /**
   * Starts the thread.
   *
   * @param maxBytes of lines that wait; three quarters of it for access lines
   */
  LineWriter(PrintStream out, Formatter formatter, long maxBytes) {
    this.out = out;
    this.maxBytes = maxBytes;
    setFormatter(formatter);
    setLevel(Level.ALL);
    writer = Thread.ofPlatform().daemon().name("log").start(this::run);
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    if (!closed && queue(record)) {
      urgent |= record.getLevel().intValue() >= Level.WARNING.intValue();
    } else {
      dropped.increment();
    }
    wake();
  }

  private boolean queue(LogRecord record) {
    boolean access = Logging.ACCESS.equals(record.getLoggerName());
    long max = access ? maxBytes - maxBytes / 4 : maxBytes;
    if (bytes.get() >= max) {
      return false;
    }
    Line line = line(record);
    if (bytes.addAndGet(line.bytes()) > max) {
      bytes.addAndGet(-line.bytes());
      return false;
    }
    waiting.add(line);
    return true;
  }

  /** Only plain messages are formatted later: what else a record holds has any size. */
  private Line line(LogRecord record) {
    boolean plain = record.getThrown() == null && record.getParameters() == null;
    if (plain) {
      return new Line(size(String.valueOf(record.getMessage())), () -> format(record));
    }
    String text = format(record);
    return new Line(size(text), () -> text);
  }

  private static long size(String text) {
    return OVERHEAD + 2L * text.length();
  }

  private void wake() {
    if (urgent || (!called.get() && called.compareAndSet(false, true))) {
      called.set(true);
      LockSupport.unpark(writer);
    }
  }

  private void run() {
    while (!closed) {
      if (!called.get()) {
        LockSupport.park();
        continue;
      }
      if (!urgent) {
        LockSupport.parkNanos(MOMENT);
      }
      called.set(false);
      urgent = false;
      write();
    }
    write();
  }

  private void write() {
    writeQueue();
    // Those that were queued while the stream stood still come before the line about the others.
    while (isDropping() && !waiting.isEmpty()) {
      writeQueue();
    }
    long lost = dropped.sum();
    if (lost > reported) {
      String message = lost - reported + " log lines were dropped, because nobody read the log";
      print(format(warning(message)), 0);
      reported = lost;
    }
  }

  private void writeQueue() {
    StringBuilder lines = new StringBuilder();
    long size = 0;
    for (Line line = waiting.poll(); line != null; line = waiting.poll()) {
      lines.append(line.text().get());
      size += line.bytes();
      if (lines.length() >= BATCH) {
        print(lines, size);
        lines.setLength(0);
        size = 0;
      }
    }
    print(lines, size);
  }

  private void print(CharSequence lines, long size) {
    if (lines.isEmpty()) {
      return;
    }
    out.append(lines);
    out.flush();
    bytes.addAndGet(-size);
    lock.lock();
    try {
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The record's line, also if what it holds is broken: the thread that writes must not die. */
  private String format(LogRecord record) {
    try {
      return getFormatter().format(record);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      String failure = e.getClass().getName();
      return getFormatter()
          .format(warning("a line of " + record.getLoggerName() + " has no text: " + failure));
    }
  }

  private static LogRecord warning(String message) {
    LogRecord record = new LogRecord(Level.WARNING, message);
    record.setLoggerName("switchboard.log");
    return record;
  }

  /** The number of lines that were dropped. */
  long dropped() {
    return dropped.sum();
  }

  /** Whether lines were dropped, and no line says so yet. */
  boolean isDropping() {
    return dropped.sum() > reported;
  }

  /** Waits until the queued lines are written, at most {@link #TIMEOUT}. */
  @Override
  public void flush() {
    urgent = true;
    wake();
    long left = TIMEOUT.toNanos();
    lock.lock();
    try {
      while (bytes.get() > 0 && left > 0) {
        left = written.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the thread after the queued lines, and waits for it, at most {@link #TIMEOUT}. Leaves the
   * stream open: it belongs to the process. Later lines are dropped.
   */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(writer);
    try {
      writer.join(TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
