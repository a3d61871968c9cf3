package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.http.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/** A phone number in E.164 form (ITU-T E.164). Prints itself masked. */
public final class PhoneNumber {
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

  private static final int PREFIX_DIGITS = 6;

  private final String value;

  private PhoneNumber(String value) {
    this.value = value;
  }

  /** The number that a text is, if it is one. */
  public static Optional<PhoneNumber> find(String text) {
    return E164.matcher(text).matches() ? Optional.of(new PhoneNumber(text)) : Optional.empty();
  }

  /**
   * Reads a field of a request.
   *
   * @throws Problem with {@link TwilioProblemCodes#PHONE_INVALID}
   */
  public static PhoneNumber parse(String text, String field) {
    return find(text)
        .orElseThrow(() ->
            Problem.of(TwilioProblemCodes.PHONE_INVALID, "expected a number like +12025550123")
                .inField(field));
  }

  /**
   * The whole number, {@code +} included; for Twilio and the caller's own answer, never for logs.
   */
  public String value() {
    return value;
  }

  /** The country calling code: {@code +1}. */
  public String callingCode() {
    return value.substring(0, 1 + CallingCodes.length(value));
  }

  /**
   * The country code and up to six digits, such as {@code +1202555}: shows the region of a number,
   * not its owner. Fraud comes from numbers with a common prefix.
   */
  public String prefix() {
    int shown = Math.min(1 + CallingCodes.length(value) + PREFIX_DIGITS, value.length() - 4);
    return value.substring(0, shown);
  }

  /** Country code and last digits: {@code +1•••••7890}. */
  @Override
  public String toString() {
    int code = CallingCodes.length(value);
    // Of the shortest numbers fewer digits are shown, so that most always stay hidden.
    int shown = Math.min(4, (value.length() - 1 - code) / 2);
    return value.substring(0, code + 1) + "•••••" + value.substring(value.length() - shown);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PhoneNumber number && value.equals(number.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
