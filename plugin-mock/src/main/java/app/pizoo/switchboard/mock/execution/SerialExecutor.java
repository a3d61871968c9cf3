package app.pizoo.switchboard.mock.execution;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Runs actions one at a time, in order, without its own thread: a caller that finds it idle runs
 * the waiting actions. An action that is submitted from within another one runs after it.
 * Thread-safe.
 */
final class SerialExecutor {
  private static final System.Logger LOGGER = System.getLogger(SerialExecutor.class.getName());

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  /** Runs the action now, or leaves it to the thread that is running actions. */
  void execute(Runnable action) {
    synchronized (waiting) {
      waiting.add(action);
      if (busy) {
        return;
      }
      busy = true;
    }
    for (Runnable next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (RuntimeException e) {
        LOGGER.log(System.Logger.Level.ERROR, "An action of a call failed", e);
      }
    }
  }

  private @Nullable Runnable next() {
    synchronized (waiting) {
      Runnable next = waiting.poll();
      busy = next != null;
      return next;
    }
  }
}
