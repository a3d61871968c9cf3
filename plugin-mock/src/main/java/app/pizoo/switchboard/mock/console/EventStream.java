package app.pizoo.switchboard.mock.console;

import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.event.EventBus;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells pages on this machine what happens, as server-sent events. Safe for all threads. */
public final class EventStream implements BoxProduct {
  private static final int MAX_READERS = 64;

  private final EventBus events;
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();

  /** Takes where events come from. */
  public EventStream(EventBus events) {
    this.events = events;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/events", this::stream);
  }

  private BoxReply stream(BoxRequest request) {
    if (readers.size() >= MAX_READERS) {
      throw new TwilioError(503, 20503, "Too many pages watch");
    }
    // What a browser sends when it comes back by itself, or what a page asks for.
    long after =
        Optional.ofNullable(request.headers().get("last-event-id"))
            .or(() -> request.query().find("after"))
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElse(0L);
    return BoxReply.stream(
            "text/event-stream",
            out -> {
              Reader reader = new Reader();
              readers.add(reader);
              try {
                reader.follow(events, after, out);
              } finally {
                readers.remove(reader);
              }
            })
        .with("Cache-Control", "no-store");
  }

  /** Sends all readers away. */
  @Override
  public void close() {
    readers.forEach(Reader::end);
  }
}
