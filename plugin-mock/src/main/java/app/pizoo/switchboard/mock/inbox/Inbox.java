package app.pizoo.switchboard.mock.inbox;

import app.pizoo.switchboard.mock.InboxMessage;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.event.EventBus;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Holds what people would have received, newest first. Safe for all threads. */
public final class Inbox implements BoxProduct {
  private static final int SHOWN = 200;

  private final BoundedStore<Item> items = new BoundedStore<>();
  private final AtomicLong numbers = new AtomicLong();
  private final EventBus events;

  /** Takes where to tell about arrivals. */
  public Inbox(EventBus events) {
    this.events = events;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/inbox", this::list);
  }

  /** Puts a message in; {@code status} is asked whenever it is shown. */
  public void receive(InboxMessage message, Supplier<String> status) {
    items.put(String.valueOf(numbers.incrementAndGet()), new Item(message, status));
    events.publish("inbox.received", json(message).build());
  }

  /** What one receiver, or everybody, got; newest first. */
  public List<InboxMessage> messages(Optional<String> to) {
    return items.newestFirst(item -> to.isEmpty() || to.get().equals(item.message().to())).stream()
        .map(Item::now)
        .toList();
  }

  private BoxReply list(BoxRequest request) {
    // A plus in a query means a blank, but people type numbers as they are.
    Optional<String> to = request.query().find("to").map(typed -> typed.replaceFirst("^ ", "+"));
    List<JsonBody> shown = messages(to).stream().limit(SHOWN).map(Inbox::json).toList();
    return BoxReply.ok(JsonBody.object().put("messages", shown).build());
  }

  private static JsonBody json(InboxMessage message) {
    return JsonBody.object()
        .put("to", message.to())
        .put("from", message.from())
        .put("channel", message.channel())
        .put("body", message.body())
        .put("code", message.code().isEmpty() ? null : message.code())
        .put("sid", message.sid())
        .put("status", message.status());
  }

  private record Item(InboxMessage message, Supplier<String> status) {
    InboxMessage now() {
      return new InboxMessage(
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
