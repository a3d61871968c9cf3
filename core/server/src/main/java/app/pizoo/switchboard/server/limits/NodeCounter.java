package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.spi.RateLimit;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts in memory. The number of keys is bounded: at the maximum, keys whose windows are over are
 * removed. If all are in use, new keys share one counter, so they are refused sooner, never later.
 */
final class NodeCounter {
  private static final int MAX_KEYS = 200_000;
  private static final String SHARED_KEY = "";

  private final ConcurrentHashMap<Key, Times> counters = new ConcurrentHashMap<>();

  private record Key(String rule, String key) {}

  /** The uses of a key. */
  private static final class Times {
    private final SlidingWindow window;

    Times(RateLimit.Window rule) {
      window = new SlidingWindow(rule);
    }

    synchronized long take(long now, boolean blocks) {
      return window.take(now, blocks);
    }

    synchronized void undo(long at) {
      window.undo(at);
    }

    synchronized boolean isOver(long now) {
      return window.overAt() <= now;
    }
  }

  long take(RateLimit rule, String key, long now, boolean blocks) {
    return times(rule, key, now).take(now, blocks);
  }

  void undo(RateLimit rule, String key, long at) {
    Times times = counters.get(new Key(rule.name(), key));
    if (times != null) {
      times.undo(at);
    }
  }

  private Times times(RateLimit rule, String key, long now) {
    Key wanted = new Key(rule.name(), key);
    Times found = counters.get(wanted);
    if (found != null) {
      return found;
    }
    if (counters.size() >= MAX_KEYS) {
      sweep(now);
      if (counters.size() >= MAX_KEYS) {
        wanted = new Key(rule.name(), SHARED_KEY);
      }
    }
    return counters.computeIfAbsent(wanted, k -> new Times(window(rule)));
  }

  private static RateLimit.Window window(RateLimit rule) {
    if (rule.measure() instanceof RateLimit.Window window) {
      return window;
    }
    throw new IllegalArgumentException("only windows are counted in memory: " + rule.name());
  }

  void sweep(long now) {
    counters.values().removeIf(times -> times.isOver(now));
  }
}
