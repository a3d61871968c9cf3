package app.pizoo.switchboard.mock.event;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes events to all watchers and remembers the newest. Safe for all threads. */
public final class EventBus {
  private static final int REMEMBERED = 500;

  private final Clock clock;
  private final Deque<BoxEvent> recent = new ArrayDeque<>();
  private final List<Consumer<BoxEvent>> watchers = new CopyOnWriteArrayList<>();

  /** Takes the clock that stamps the events. */
  public EventBus(Clock clock) {
    this.clock = clock;
  }

  /** Tells all watchers, on this thread. */
  public void publish(String type, JsonObject data) {
    BoxEvent event = new BoxEvent(clock.instant(), type, data);
    synchronized (recent) {
      if (recent.size() == REMEMBERED) {
        recent.removeFirst();
      }
      recent.addLast(event);
    }
    watchers.forEach(watcher -> watcher.accept(event));
  }

  /** Watches until the answer is closed; {@code watcher} must be quick and must not throw. */
  public Watch watch(Consumer<BoxEvent> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /** The newest events, oldest of them first. */
  public List<BoxEvent> recent() {
    synchronized (recent) {
      return List.copyOf(recent);
    }
  }

  /** Ends watching when closed. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
