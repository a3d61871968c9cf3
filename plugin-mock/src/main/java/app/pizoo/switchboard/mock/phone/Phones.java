package app.pizoo.switchboard.mock.phone;

import app.pizoo.switchboard.mock.call.PhoneCalls;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.List;
import java.util.function.Supplier;

/** All simulated phones, one for each number. Thread-safe. */
public final class Phones {
  private static final int MAX_LISTED = 100;

  private final BoxClock clock;
  private final Supplier<PhoneCalls> network;
  private final Texts texts;
  private final BoundedStore<Phone> phones = new BoundedStore<>();

  /**
   * Takes the functions that phones use.
   *
   * @param network supplies the engine, which itself depends on the phones
   */
  public Phones(BoxClock clock, Supplier<PhoneCalls> network, Texts texts) {
    this.clock = clock;
    this.network = network;
    this.texts = texts;
  }

  /** Sends the messages of phones. */
  public interface Texts {
    /** Sends a message to a number of the account and returns its SID. */
    String send(String from, String to, String body);
  }

  /** Returns the phone of a number. */
  public synchronized Phone of(String number) {
    return phones
        .find(number)
        .orElseGet(() -> {
          Phone phone =
              new Phone(number, clock, (from, to, end) -> network.get().call(from, to, end), texts);
          phones.put(number, phone);
          return phone;
        });
  }

  /** Returns the phones that were used last. */
  List<Phone> latest() {
    return phones.newestFirst(_ -> true).stream().limit(MAX_LISTED).toList();
  }
}
