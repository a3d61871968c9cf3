package app.pizoo.switchboard.mock.mailbox;

import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The messages and codes that people would have received. Thread-safe. */
public final class Mailbox implements BoxProduct {
  private static final int MAX_LISTED = 200;

  private final BoundedStore<Item> items = new BoundedStore<>();
  private final AtomicLong numbers = new AtomicLong();
  private final ActivityFeed feed;

  /** Takes the feed that reports new messages. */
  public Mailbox(ActivityFeed feed) {
    this.feed = feed;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/inbox", this::list);
  }

  /** Adds a message. {@code status} supplies its current status. */
  public void receive(ReceivedMessage message, Supplier<String> status) {
    items.put(String.valueOf(numbers.incrementAndGet()), new Item(message, status));
    feed.publish("inbox.received", json(message).build());
  }

  /** Returns the messages to one recipient, or to all, newest first. */
  public List<ReceivedMessage> messages(Optional<String> to) {
    return items.newestFirst(item -> to.isEmpty() || to.get().equals(item.message().to())).stream()
        .map(Item::now)
        .toList();
  }

  private BoxResponse list(BoxRequest request) {
    // A plus sign in a query means a space, but people type phone numbers unescaped.
    Optional<String> to = request.query().find("to").map(typed -> typed.replaceFirst("^ ", "+"));
    List<JsonBody> shown = messages(to).stream().limit(MAX_LISTED).map(Mailbox::json).toList();
    return BoxResponse.ok(JsonBody.object().put("messages", shown).build());
  }

  private static JsonBody json(ReceivedMessage message) {
    return JsonBody.object()
        .put("to", message.to())
        .put("from", message.from())
        .put("channel", message.channel())
        .put("body", message.body())
        .put("code", message.code().isEmpty() ? null : message.code())
        .put("sid", message.sid())
        .put("status", message.status());
  }

  private record Item(ReceivedMessage message, Supplier<String> status) {
    ReceivedMessage now() {
      return new ReceivedMessage(
          message.to(),
          message.from(),
          message.channel(),
          message.body(),
          message.code(),
          message.sid(),
          status.get());
    }
  }
}
