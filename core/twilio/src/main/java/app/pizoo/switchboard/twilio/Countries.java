package app.pizoo.switchboard.twilio;

/** An operator's list of countries that may be reached. */
public interface Countries {

  /** Whether the list is empty: nothing may be reached. */
  boolean isNone();

  /** Whether a number's country is on the list. */
  boolean allow(PhoneNumber number);

  /**
   * Refuses numbers of other countries.
   *
   * @throws app.pizoo.switchboard.spi.Problem with {@code country_not_supported}
   */
  void admit(PhoneNumber number, String field);
}
