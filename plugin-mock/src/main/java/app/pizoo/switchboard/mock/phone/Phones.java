package app.pizoo.switchboard.mock.phone;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.call.PhoneCalls;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.List;
import java.util.function.Supplier;

/** All phones: there is one for every number that is named. Safe for all threads. */
public final class Phones {
  private static final int SHOWN = 100;

  private final BoxClock clock;
  private final Supplier<PhoneCalls> network;
  private final Texts texts;
  private final BoundedStore<Phone> phones = new BoundedStore<>();

  /**
   * Takes how phones call and write.
   *
   * @param network asked when a phone calls: it has to know the phones itself
   */
  public Phones(BoxClock clock, Supplier<PhoneCalls> network, Texts texts) {
    this.clock = clock;
    this.network = network;
    this.texts = texts;
  }

  /** Carries messages of phones. */
  public interface Texts {
    /** Sends a message to a number of the account and tells its id. */
    String send(String from, String to, String body);
  }

  /** The phone of a number. */
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

  /** The phones that were named last. */
  List<Phone> latest() {
    return phones.newestFirst(_ -> true).stream().limit(SHOWN).toList();
  }
}
