package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.http.Problem;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes threads that wait for the end of a call. Safe for all threads. */
final class EndedCalls {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private long count;

  /** Reports that a call has ended, after this was stored. */
  void add() {
    lock.lock();
    try {
      count++;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many calls have ended. */
  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until more calls have ended than a count, or until the time is over. */
  void await(long seen, Duration time) {
    long left = time.toNanos();
    lock.lock();
    try {
      while (count == seen && left > 0) {
        left = ended.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw Problem.stopping(e);
    } finally {
      lock.unlock();
    }
  }
}
