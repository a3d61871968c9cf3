package app.pizoo.switchboard.mock.console;

import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Streams the activity feed as server-sent events. Thread-safe. */
public final class FeedStream implements BoxProduct {
  private static final int MAX_READERS = 64;

  private final ActivityFeed feed;
  private final Set<FeedSubscriber> readers = ConcurrentHashMap.newKeySet();

  /** Takes the feed. */
  public FeedStream(ActivityFeed feed) {
    this.feed = feed;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/events", this::stream);
  }

  private BoxResponse stream(BoxRequest request) {
    if (readers.size() >= MAX_READERS) {
      throw new TwilioError(503, 20503, "Too many event streams");
    }
    // A browser sends the header when it reconnects by itself.
    long after =
        Optional.ofNullable(request.headers().get("last-event-id"))
            .or(() -> request.query().find("after"))
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElse(0L);
    return BoxResponse.stream(
            "text/event-stream",
            out -> {
              FeedSubscriber reader = new FeedSubscriber();
              readers.add(reader);
              try {
                reader.follow(feed, after, out);
              } finally {
                readers.remove(reader);
              }
            })
        .with("Cache-Control", "no-store");
  }

  /** Ends all streams. */
  @Override
  public void close() {
    readers.forEach(FeedSubscriber::end);
  }
}
