package app.pizoo.switchboard.mock.lookup;

import app.pizoo.switchboard.mock.store.BoundedStore;

/** What kind of line a phone number is: mobile unless told otherwise. Safe for all threads. */
public final class LineTypes {
  private final BoundedStore<String> types = new BoundedStore<>();

  /** Tells what a number is, in Twilio's words, such as {@code landline}. */
  public void set(String number, String type) {
    types.put(number, type);
  }

  /** What a number is. */
  public String of(String number) {
    return types.find(number).orElse("mobile");
  }
}
