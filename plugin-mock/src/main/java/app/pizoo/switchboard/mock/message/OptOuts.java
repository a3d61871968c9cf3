package app.pizoo.switchboard.mock.message;

import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.Locale;
import java.util.Set;

/** Opt-outs by keyword (STOP and START). Thread-safe. */
final class OptOuts {
  private static final Set<String> STOP =
      Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
  private static final Set<String> START = Set.of("START", "YES", "UNSTOP");

  private final BoundedStore<Boolean> stopped = new BoundedStore<>();

  /** Processes a message from a person to a number of the account. */
  void update(String person, String number, String text) {
    String word = text.strip().toUpperCase(Locale.ROOT);
    if (STOP.contains(word)) {
      stopped.put(key(person, number), true);
    } else if (START.contains(word)) {
      stopped.remove(key(person, number));
    }
  }

  boolean contains(String person, String number) {
    return stopped.find(key(person, number)).isPresent();
  }

  private static String key(String person, String number) {
    return person + " " + number;
  }
}
