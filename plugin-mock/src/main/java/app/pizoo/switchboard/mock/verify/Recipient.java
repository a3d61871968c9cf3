package app.pizoo.switchboard.mock.verify;

import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import java.util.Set;
import java.util.regex.Pattern;

/** The recipient of a code. */
record Recipient(String to, String channel) {
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]{2,63}");
  private static final Set<String> CHANNELS =
      Set.of("sms", "call", "whatsapp", "email", "sna", "auto");

  static Recipient read(Parameters form) {
    String to = form.find("To").orElseThrow(() -> missing("To"));
    String channel = form.find("Channel").orElseThrow(() -> missing("Channel"));
    if (!CHANNELS.contains(channel)) {
      throw invalid("Channel", channel);
    }
    if (!(channel.equals("email") ? EMAIL : PHONE).matcher(to).matches()) {
      throw invalid("To", to);
    }
    // For the channel auto, Twilio sends a text message.
    return new Recipient(to, channel.equals("auto") ? "sms" : channel);
  }

  static TwilioError missing(String name) {
    return new TwilioError(400, 60200, "Missing required parameter " + name);
  }

  static TwilioError invalid(String name, String value) {
    return new TwilioError(400, 60200, "Invalid parameter `" + name + "`: " + value);
  }
}
