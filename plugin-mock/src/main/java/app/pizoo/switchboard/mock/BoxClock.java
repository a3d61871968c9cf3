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
 * <p>Its timers can be held: what is due waits then until the clock is moved or the timers run
 * again, so that on a slow machine nothing expires that a test does not let expire. The time of day
 * goes on meanwhile, since other programs sign tokens by it.
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
  private Duration stood = Duration.ZERO;
  private Optional<Instant> heldSince = Optional.empty();
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
      Task task = new Task(timerTime().plus(delay), order++, action);
      tasks.add(task);
      changed.signal();
      return () -> cancel(task);
    } finally {
      lock.unlock();
    }
  }

  /** Moves the time ahead and does, on this thread, everything whose time has come. */
  public void advance(Duration by) {
    turn.lock();
    try {
      Instant target = timerTime().plus(by);
      for (Task task = next(target); task != null; task = next(target)) {
        moveTo(task.due());
        run(task);
      }
      moveTo(target);
    } finally {
      turn.unlock();
    }
  }

  /** Holds all timers until the clock is moved or {@link #runTimers()}. */
  public void holdTimers() {
    lock.lock();
    try {
      if (heldSince.isEmpty()) {
        heldSince = Optional.of(instant());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets the timers go on from where they were held. */
  public void runTimers() {
    lock.lock();
    try {
      Instant now = instant();
      stood =
          stood.plus(heldSince.map(since -> Duration.between(since, now)).orElse(Duration.ZERO));
      heldSince = Optional.empty();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether timers wait for the clock to be moved. */
  public boolean holdsTimers() {
    lock.lock();
    try {
      return heldSince.isPresent();
    } finally {
      lock.unlock();
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

  /** The time that timers go by: the time of day without the time in which they were held. */
  private Instant timerTime() {
    lock.lock();
    try {
      return heldSince.orElseGet(this::instant).minus(stood);
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
      Duration ahead = Duration.between(timerTime(), target);
      if (ahead.isPositive()) {
        moved = moved.plus(ahead);
        heldSince = heldSince.map(since -> since.plus(ahead));
      }
    } finally {
      lock.unlock();
    }
  }

  private void keepTime() {
    while (waitForTask()) {
      turn.lock();
      try {
        Task task = next(timerTime());
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
        long wait = Duration.between(timerTime(), task.due()).toNanos();
        if (wait <= 0) {
          return true;
        }
        if (heldSince.isPresent()) {
          changed.await();
        } else {
          changed.await(wait, TimeUnit.NANOSECONDS);
        }
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
