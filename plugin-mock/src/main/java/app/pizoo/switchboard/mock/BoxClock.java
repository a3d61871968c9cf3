package app.pizoo.switchboard.mock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The box's time, which tests move. All of the box's delays pass on it.
 *
 * <p>Safe for all threads. Tasks run one after another, in the order of their time; they must not
 * block, so that none delays the next.
 */
public final class BoxClock extends Clock implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(BoxClock.class.getName());

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock turn = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Optional<Instant> start;
  private Duration moved = Duration.ZERO;
  private long order;
  private boolean closed;

  private BoxClock(Optional<Instant> start) {
    this.start = start;
  }

  /** A clock that runs with this machine's and can be moved ahead of it. */
  public static BoxClock running() {
    BoxClock clock = new BoxClock(Optional.empty());
    Thread.ofPlatform().daemon().name("box-clock").start(clock::keepTime);
    return clock;
  }

  /** A clock that stands still unless it is moved. */
  public static BoxClock still(Instant start) {
    return new BoxClock(Optional.of(start));
  }

  /** Something that will be done; can be called off until then. */
  public interface Pending {
    /** Calls it off; does nothing once it was done. */
    void cancel();
  }

  /** Does something once {@code delay} has passed on this clock. */
  public Pending after(Duration delay, Runnable action) {
    lock.lock();
    try {
      Task task = new Task(instant().plus(delay), order++, action);
      tasks.add(task);
      changed.signal();
      return () -> cancel(task);
    } finally {
      lock.unlock();
    }
  }

  /** Moves the time ahead and does, on this thread, everything whose time has come. */
  public void advance(Duration by) {
    Instant target = instant().plus(by);
    turn.lock();
    try {
      for (Task task = next(target); task != null; task = next(target)) {
        moveTo(task.due());
        run(task);
      }
      moveTo(target);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return start.orElseGet(Instant::now).plus(moved);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the box keeps UTC");
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      tasks.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private static void run(Task task) {
    try {
      task.action().run();
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, "a task of the box failed", e);
    }
  }

  private void cancel(Task task) {
    lock.lock();
    try {
      tasks.remove(task);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Task next(Instant until) {
    lock.lock();
    try {
      Task task = tasks.peek();
      return task == null || task.due().isAfter(until) ? null : tasks.poll();
    } finally {
      lock.unlock();
    }
  }

  private void moveTo(Instant target) {
    lock.lock();
    try {
      Duration ahead = Duration.between(instant(), target);
      if (ahead.isPositive()) {
        moved = moved.plus(ahead);
      }
    } finally {
      lock.unlock();
    }
  }

  private void keepTime() {
    while (waitForTask()) {
      turn.lock();
      try {
        Task task = next(instant());
        if (task != null) {
          run(task);
        }
      } finally {
        turn.unlock();
      }
    }
  }

  private boolean waitForTask() {
    lock.lock();
    try {
      while (!closed) {
        Task task = tasks.peek();
        if (task == null) {
          changed.await();
          continue;
        }
        long wait = Duration.between(instant(), task.due()).toNanos();
        if (wait <= 0) {
          return true;
        }
        changed.await(wait, TimeUnit.NANOSECONDS);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private record Task(Instant due, long order, Runnable action) {}
}
