package app.pizoo.switchboard.mock.message;

import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Validates messages and rejects them with Twilio's error codes. */
final class MessageValidator {
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
  private static final int MAX_BODY_LENGTH = 1600;

  private final Predicate<String> owned;
  private final String defaultSender;
  private final OptOuts optOuts;

  MessageValidator(Predicate<String> owned, String defaultSender, OptOuts optOuts) {
    this.owned = owned;
    this.defaultSender = defaultSender;
    this.optOuts = optOuts;
  }

  Message.Draft check(Parameters form) {
    String to = form.find("To").orElseThrow(() -> error(21604, "A 'To' phone number is required."));
    Optional<String> service = form.find("MessagingServiceSid");
    Optional<String> sender = form.find("From");
    if (sender.isEmpty() && service.isEmpty()) {
      throw error(21603, "A 'From' phone number is required.");
    }
    service
        .filter(sid -> !SERVICE.matcher(sid).matches())
        .ifPresent(_ -> {
          throw error(21701, "The Messaging Service does not exist");
        });
    String body = form.find("Body").orElse("");
    int media = form.all("MediaUrl").size();
    if (body.isEmpty() && media == 0) {
      throw error(21602, "Message body is required.");
    }
    if (body.codePointCount(0, body.length()) > MAX_BODY_LENGTH) {
      throw error(21617, "The concatenated message body exceeds the 1600 character limit");
    }
    String from = sender.orElse(defaultSender);
    checkFrom(from);
    checkTo(to, from);
    return new Message.Draft(to, from, service, body, media);
  }

  private void checkFrom(String from) {
    switch (from) {
      case "+15005550001" -> throw error(21212, "Invalid 'From' Phone Number: " + from);
      case "+15005550007" -> throw notOwned(from);
      case "+15005550008" ->
          throw error(
              21611, "The 'From' number has exceeded the maximum number of queued messages");
      default -> {
        String number = from.startsWith("whatsapp:") ? from.substring(9) : from;
        if (!PHONE.matcher(number).matches()) {
          throw error(21212, "Invalid 'From' Phone Number: " + from);
        }
        if (!owned.test(number)) {
          throw notOwned(from);
        }
      }
    }
  }

  private static TwilioError notOwned(String from) {
    return error(
        21606,
        "The 'From' phone number "
            + from
            + " is not a valid, SMS-capable inbound phone number or short code for your account.");
  }

  private void checkTo(String to, String from) {
    switch (to) {
      case "+15005550001" -> throw error(21211, "Invalid 'To' Phone Number: " + to);
      case "+15005550002" ->
          throw error(21612, "The 'To' phone number is not currently reachable using " + from);
      case "+15005550003" ->
          throw error(21408, "Permission to send an SMS has not been enabled for the region");
      case "+15005550004" -> throw error(21610, "Attempt to send to unsubscribed recipient");
      case "+15005550009" -> throw error(21614, "'To' number is not a valid mobile number");
      default -> {
        String number = to.startsWith("whatsapp:") ? to.substring(9) : to;
        if (!PHONE.matcher(number).matches()) {
          throw error(21211, "Invalid 'To' Phone Number: " + to);
        }
        if (to.equals(from)) {
          throw error(21266, "'To' and 'From' number cannot be the same: " + to);
        }
        if (optOuts.contains(to, from)) {
          throw error(21610, "Attempt to send to unsubscribed recipient");
        }
      }
    }
  }

  private static TwilioError error(int code, String message) {
    return new TwilioError(400, code, message);
  }
}
