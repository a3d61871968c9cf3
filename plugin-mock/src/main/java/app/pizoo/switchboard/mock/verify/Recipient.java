package app.pizoo.switchboard.mock.verify;

import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.http.TwilioError;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads where a code goes. */
record Recipient(String to, String channel) {
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]{2,63}");
  private static final Set<String> CHANNELS =
      Set.of("sms", "call", "whatsapp", "email", "sna", "auto");

  static Recipient read(Params form) {
    String to = form.find("To").orElseThrow(() -> missing("To"));
    String channel = form.find("Channel").orElseThrow(() -> missing("Channel"));
    if (!CHANNELS.contains(channel)) {
      throw invalid("Channel", channel);
    }
    if (!(channel.equals("email") ? MAIL : PHONE).matcher(to).matches()) {
      throw invalid("To", to);
    }
    // Left to choose, Twilio sends a text message.
    return new Recipient(to, channel.equals("auto") ? "sms" : channel);
  }

  static TwilioError missing(String name) {
    return new TwilioError(400, 60200, "Missing required parameter " + name);
  }

  static TwilioError invalid(String name, String value) {
    return new TwilioError(400, 60200, "Invalid parameter `" + name + "`: " + value);
  }
}
