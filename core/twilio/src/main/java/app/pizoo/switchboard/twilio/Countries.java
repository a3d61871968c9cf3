package app.pizoo.switchboard.twilio;

/** An operator's list of countries that may be reached. */
public interface Countries {

  /** Whether a number's country is on the list, and the number is of no costly kind. */
  boolean allow(PhoneNumber number);

  /**
   * Refuses numbers of other countries, of costly kinds, and with a national trunk prefix behind
   * the country code.
   *
   * @throws app.pizoo.switchboard.spi.http.Problem with {@code country_not_supported}, {@code
   *     destination_unavailable} or {@code phone_invalid}
   */
  void admit(PhoneNumber number, String field);
}
