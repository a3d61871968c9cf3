package app.pizoo.switchboard.mock.call;

import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Validates requests to create a call and rejects them with Twilio's error codes. */
final class CallValidator {
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final Pattern OTHER = Pattern.compile("(client|sip):.{1,255}");
  private static final int MAX_TWIML_LENGTH = 4000;

  private final Predicate<String> callerIdAllowed;

  /** Takes the test for allowed caller IDs. */
  CallValidator(Predicate<String> callerIdAllowed) {
    this.callerIdAllowed = callerIdAllowed;
  }

  Call.Parties check(Parameters form) {
    String to = form.find("To").orElseThrow(() -> error(21201, "No 'To' number is specified"));
    String from =
        form.find("From").orElseThrow(() -> error(21213, "No 'From' number is specified"));
    if (Stream.of("Url", "Twiml", "ApplicationSid").allMatch(name -> form.find(name).isEmpty())) {
      throw error(21205, "Url parameter is required.");
    }
    form.find("Twiml")
        .filter(twiml -> twiml.length() > MAX_TWIML_LENGTH)
        .ifPresent(_ -> {
          throw error(21218, "The TwiML is longer than 4000 characters");
        });
    form.find("Url")
        .filter(url -> !url.matches("https?://.+"))
        .ifPresent(url -> {
          throw error(21205, "Url is not a valid URL: " + url);
        });
    checkFrom(from);
    checkTo(to);
    return new Call.Parties(from, to, "outbound-api", Optional.empty());
  }

  private void checkFrom(String from) {
    if (from.equals("+15005550001")) {
      throw error(21212, "The phone number " + from + " provided as 'From' is invalid");
    }
    if (!OTHER.matcher(from).matches() && !callerIdAllowed.test(from)) {
      throw error(
          21210,
          "The source phone number provided, " + from + ", is not yet verified for your account.");
    }
  }

  private static void checkTo(String to) {
    switch (to) {
      case "+15005550001" -> throw error(21217, "Phone number does not appear to be valid");
      case "+15005550002" -> throw error(21214, "'To' phone number cannot be reached");
      case "+15005550003" ->
          throw error(21215, "Account not authorized to call " + to + " by its geo permissions");
      case "+15005550004" -> throw error(21216, "Account not allowed to call " + to);
      default -> {
        if (!PHONE.matcher(to).matches() && !OTHER.matcher(to).matches()) {
          throw error(21211, "Invalid 'To' Phone Number: " + to);
        }
      }
    }
  }

  private static TwilioError error(int code, String message) {
    return new TwilioError(400, code, message);
  }
}
