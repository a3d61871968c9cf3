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
  private long count;

  /** Takes the clock that stamps the events. */
  public EventBus(Clock clock) {
    this.clock = clock;
  }

  /** Tells all watchers, on this thread. */
  public void publish(String type, JsonObject data) {
    // Told in order: a watcher never hears of the later of two events first.
    synchronized (recent) {
      BoxEvent event = new BoxEvent(++count, clock.instant(), type, data);
      if (recent.size() == REMEMBERED) {
        recent.removeFirst();
      }
      recent.addLast(event);
      watchers.forEach(watcher -> watcher.accept(event));
    }
  }

  /** Watches until the answer is closed; {@code watcher} must be quick and must not throw. */
  public Watch watch(Consumer<BoxEvent> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /** Watches, beginning with the remembered events after a number; none is missed or told twice. */
  public Watch watchAfter(long number, Consumer<BoxEvent> watcher) {
    synchronized (recent) {
      recent.stream().filter(event -> event.number() > number).forEach(watcher);
      return watch(watcher);
    }
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
