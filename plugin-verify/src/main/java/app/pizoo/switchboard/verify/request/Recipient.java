package app.pizoo.switchboard.verify.request;

import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Optional;

/** Whom a code is sent to. Prints itself masked. */
public sealed interface Recipient {
  String PHONE = "phone";
  String EMAIL = "email";

  /** The request's field that holds it. */
  String field();

  /** The whole number or address: for Twilio and the caller's own answer, never for logs. */
  String value();

  /** As what limits count it: another spelling of a mailbox is no other one. */
  default String rateLimitKey() {
    return value();
  }

  /** What is watched together for fraud: numbers with one prefix; empty for email addresses. */
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

  /** Reads the one of both fields that is there. */
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

  /** The recipient that a text is, if it is one. */
  static Optional<Recipient> find(String text) {
    return PhoneNumber.find(text)
        .<Recipient>map(Phone::new)
        .or(() -> EmailAddress.find(text).map(Email::new));
  }

  /** A text as a recipient that it is would be written, or as it is. */
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
