package app.pizoo.switchboard.verify.request;

import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Optional;

/** The number or address that a code is sent to. {@code toString} masks it. */
public sealed interface Recipient {
  String PHONE = "phone";
  String EMAIL = "email";

  /** The request field that contains the recipient. */
  String field();

  /** The whole number or address: for Twilio and the response to the caller, never for logs. */
  String value();

  /** The rate limit key: all spellings of a mailbox have the same one. */
  default String rateLimitKey() {
    return value();
  }

  /** The prefix of the number, by which conversion is watched; empty for email addresses. */
  default String prefix() {
    return "";
  }

  /** A phone number. */
  record Phone(PhoneNumber number) implements Recipient {
    @Override
    public String field() {
      return PHONE;
    }

    @Override
    public String value() {
      return number.value();
    }

    @Override
    public String prefix() {
      return number.prefix();
    }

    @Override
    public String toString() {
      return number.toString();
    }
  }

  /** An email address. */
  record Email(EmailAddress address) implements Recipient {
    @Override
    public String field() {
      return EMAIL;
    }

    @Override
    public String value() {
      return address.value();
    }

    @Override
    public String rateLimitKey() {
      return address.mailbox();
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }

  /** Reads the field that a channel needs. */
  static Recipient parse(JsonFields json, Channel channel) {
    return channel == Channel.EMAIL
        ? email(json.text(EMAIL, EmailAddress.MAX_LENGTH))
        : phone(json.text(PHONE, MAX_PHONE_LENGTH));
  }

  /** Reads the phone or the email field; exactly one of them must be present. */
  static Recipient parse(JsonFields json) {
    Optional<String> address = json.findText(EMAIL, EmailAddress.MAX_LENGTH);
    if (address.isEmpty()) {
      return phone(json.text(PHONE, MAX_PHONE_LENGTH));
    }
    if (json.findText(PHONE, MAX_PHONE_LENGTH).isPresent()) {
      throw Problem.invalid(EMAIL, "send either phone or email");
    }
    return email(address.get());
  }

  /** Parses a recipient; empty if the text is none. */
  static Optional<Recipient> find(String text) {
    return PhoneNumber.find(text)
        .<Recipient>map(Phone::new)
        .or(() -> EmailAddress.find(text).map(Email::new));
  }

  /** The normalized form of a recipient; a text that is none is returned unchanged. */
  static String normalize(String text) {
    return find(text).map(Recipient::value).orElse(text);
  }

  /** Longer than any number, so that an overlong text is reported as an invalid number. */
  int MAX_PHONE_LENGTH = 100;

  private static Recipient phone(String text) {
    return new Phone(PhoneNumber.parse(text, PHONE));
  }

  private static Recipient email(String text) {
    return new Email(
        EmailAddress.find(text)
            .orElseThrow(() -> Problem.invalid(EMAIL, "expected an address like a@example.com")));
  }
}
