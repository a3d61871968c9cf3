package app.pizoo.switchboard.mock.execution;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing after another, on whichever thread brings one while none is being done. So what an
 * end says while it is spoken to waits until that is over. Safe for all threads.
 */
final class Turns {
  private static final System.Logger LOGGER = System.getLogger(Turns.class.getName());

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  /** Does it now, or lets the thread do it that is at work. */
  void take(Runnable action) {
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
        LOGGER.log(System.Logger.Level.ERROR, "a step of a call failed", e);
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
