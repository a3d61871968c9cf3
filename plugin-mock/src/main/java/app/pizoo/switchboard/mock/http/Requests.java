package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.mock.RestRequest;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Remembers the newest requests that came to Twilio's routes. Safe for all threads. */
public final class Requests {
  private static final int REMEMBERED = 1000;

  private final BoundedStore<Item> items = new BoundedStore<>(REMEMBERED);
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicInteger underWay = new AtomicInteger();

  /** Remembers a request, and how it is answered. */
  BoxReply answer(BoxRequest request, Supplier<BoxReply> answer) {
    Item item = new Item(request, underWay.incrementAndGet());
    items.put(String.valueOf(numbers.incrementAndGet()), item);
    // Over before the answer leaves: what is asked for in turn was never under way at once.
    try {
      BoxReply reply = answer.get();
      item.status = OptionalInt.of(reply.status());
      return reply;
    } catch (TwilioError error) {
      item.status = OptionalInt.of(error.status());
      throw error;
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** Those that came, newest first. */
  public List<RestRequest> newestFirst() {
    return items.newestFirst(_ -> true).stream().map(Item::now).toList();
  }

  private static final class Item {
    private final BoxRequest request;
    private final int atOnce;
    private volatile OptionalInt status = OptionalInt.empty();

    Item(BoxRequest request, int atOnce) {
      this.request = request;
      this.atOnce = atOnce;
    }

    RestRequest now() {
      return new RestRequest(
          request.method(),
          request.path(),
          request.query().values(),
          request.form().values(),
          status,
          atOnce);
    }
  }
}
