package app.pizoo.switchboard.mock.clock;

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
 * The box's clock. Tests can advance it. All delays of the box use it.
 *
 * <p>Its timers can be held: due tasks then wait until the clock is advanced or the timers are
 * released, so that on a slow machine nothing expires unless a test lets it. The time of day goes
 * on, because other programs sign tokens by it.
 *
 * <p>Thread-safe. Tasks run one at a time, in the order of their due times. A task must not block,
 * because it would delay the next one.
 */
public final class BoxClock extends Clock implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(BoxClock.class.getName());

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock dispatchLock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Optional<Instant> start;
  private Duration offset = Duration.ZERO;
  private Duration stood = Duration.ZERO;
  private Optional<Instant> heldSince = Optional.empty();
  private long order;
  private boolean closed;

  private BoxClock(Optional<Instant> start) {
    this.start = start;
  }

  /** Returns a clock that follows this machine's clock and can be advanced. */
  public static BoxClock running() {
    BoxClock clock = new BoxClock(Optional.empty());
    Thread.ofPlatform().daemon().name("box-clock").start(clock::runDueTasks);
    return clock;
  }

  /** Returns a clock that moves only when it is advanced. */
  public static BoxClock manual(Instant start) {
    return new BoxClock(Optional.of(start));
  }

  /** A scheduled task that can be canceled until it runs. */
  public interface Pending {
    /** Cancels the task; does nothing if it has run. */
    void cancel();
  }

  /** Schedules an action to run after {@code delay} on this clock. */
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

  /** Advances the time and runs all due tasks on this thread. */
  public void advance(Duration by) {
    dispatchLock.lock();
    try {
      Instant target = timerTime().plus(by);
      for (Task task = next(target); task != null; task = next(target)) {
        moveTo(task.due());
        run(task);
      }
      moveTo(target);
    } finally {
      dispatchLock.unlock();
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
      return start.orElseGet(Instant::now).plus(offset);
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
    throw new UnsupportedOperationException("the box's clock is always UTC");
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
      LOGGER.log(System.Logger.Level.ERROR, "A scheduled task of the box failed", e);
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
        offset = offset.plus(ahead);
        heldSince = heldSince.map(since -> since.plus(ahead));
      }
    } finally {
      lock.unlock();
    }
  }

  private void runDueTasks() {
    while (waitForTask()) {
      dispatchLock.lock();
      try {
        Task task = next(timerTime());
        if (task != null) {
          run(task);
        }
      } finally {
        dispatchLock.unlock();
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
