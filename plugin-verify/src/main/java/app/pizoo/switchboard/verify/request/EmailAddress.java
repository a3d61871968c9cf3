package app.pizoo.switchboard.verify.request;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An email address of the common form (RFC 5321 without quoted local parts and address literals),
 * in lower case: known mail providers ignore case. {@code toString} masks it.
 */
final class EmailAddress {
  /** The maximum length (RFC 5321, 4.5.3.1.3, without the angle brackets). */
  static final int MAX_LENGTH = 254;

  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*+");
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final int MAX_LOCAL_LENGTH = 64;

  /** The {@code +tag} of a local part that does not begin with it. */
  private static final Pattern TAG = Pattern.compile("(?<=[^+])\\+[^@]*(?=@)");

  private static final Set<String> GOOGLE = Set.of("gmail.com", "googlemail.com");

  private final String value;

  private EmailAddress(String value) {
    this.value = value;
  }

  /** Parses an address; empty if the text is none. */
  static Optional<EmailAddress> find(String text) {
    int at = text.lastIndexOf('@');
    return at > 0
            && text.length() <= MAX_LENGTH
            && isLocal(text.substring(0, at))
            && isDomain(text.substring(at + 1))
        ? Optional.of(new EmailAddress(text.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static boolean isLocal(String text) {
    return text.length() <= MAX_LOCAL_LENGTH && LOCAL.matcher(text).matches();
  }

  private static boolean isDomain(String text) {
    String[] labels = text.split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return labels.length > 1;
  }

  /** The whole address, in lower case. */
  String value() {
    return value;
  }

  /**
   * The mailbox, for rate limits. A {@code +tag} and, at Google, dots and the second domain lead to
   * the same mailbox. Codes go to the address itself.
   */
  String mailbox() {
    String untagged = TAG.matcher(value).replaceFirst("");
    int at = untagged.lastIndexOf('@');
    return GOOGLE.contains(untagged.substring(at + 1))
        ? untagged.substring(0, at).replace(".", "") + "@gmail.com"
        : untagged;
  }

  /** First letter and domain: {@code a•••@example.com}. */
  @Override
  public String toString() {
    return value.charAt(0) + "•••" + value.substring(value.lastIndexOf('@'));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmailAddress address && value.equals(address.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
