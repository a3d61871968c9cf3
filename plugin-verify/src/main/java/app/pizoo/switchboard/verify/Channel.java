package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Problem;
import java.util.Arrays;
import java.util.Locale;

/** How a code travels. */
enum Channel {
  SMS("sms"),
  VOICE("call"),
  WHATSAPP("whatsapp"),
  EMAIL("email");

  private final String twilioName;

  Channel(String twilioName) {
    this.twilioName = twilioName;
  }

  /** The channel that a request names. */
  static Channel parse(String name) {
    return Arrays.stream(values())
        .filter(channel -> channel.publicName().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("channel", "expected sms, voice, whatsapp or email"));
  }

  /** The name in our API. */
  String publicName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in Twilio's API. */
  String twilioName() {
    return twilioName;
  }
}
