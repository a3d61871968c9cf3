package app.pizoo.switchboard.mock.feed;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Publishes what happens in the box to listeners and keeps the latest entries. Thread-safe. */
public final class ActivityFeed {
  private static final int MAX_KEPT = 500;

  private final Clock clock;
  private final Deque<FeedEntry> recent = new ArrayDeque<>();
  private final List<Consumer<FeedEntry>> watchers = new CopyOnWriteArrayList<>();
  private long count;

  /** Takes the clock for the timestamps. */
  public ActivityFeed(Clock clock) {
    this.clock = clock;
  }

  /** Publishes an entry to all listeners on this thread. */
  public void publish(String type, JsonObject data) {
    // The lock keeps the order: no listener gets a later entry first.
    synchronized (recent) {
      FeedEntry event = new FeedEntry(++count, clock.instant(), type, data);
      if (recent.size() == MAX_KEPT) {
        recent.removeFirst();
      }
      recent.addLast(event);
      watchers.forEach(watcher -> watcher.accept(event));
    }
  }

  /** Adds a listener until the result is closed. The listener must be fast and must not throw. */
  public Watch watch(Consumer<FeedEntry> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /**
   * Adds a listener that first gets the stored entries after a number. It misses none and gets none
   * twice.
   */
  public Watch watchAfter(long number, Consumer<FeedEntry> watcher) {
    synchronized (recent) {
      recent.stream().filter(event -> event.number() > number).forEach(watcher);
      return watch(watcher);
    }
  }

  /** Returns the stored entries, oldest first. */
  public List<FeedEntry> recent() {
    synchronized (recent) {
      return List.copyOf(recent);
    }
  }

  /** A subscription; closing it removes the listener. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
