package app.pizoo.switchboard.mock.lookup;

import app.pizoo.switchboard.mock.store.BoundedStore;

/** The line types of phone numbers; the default is mobile. Thread-safe. */
public final class LineTypes {
  private final BoundedStore<String> types = new BoundedStore<>();

  /** Sets the line type of a number, such as {@code landline}. */
  public void set(String number, String type) {
    types.put(number, type);
  }

  /** Returns the line type of a number. */
  public String of(String number) {
    return types.find(number).orElse("mobile");
  }
}
