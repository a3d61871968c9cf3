package app.pizoo.switchboard.verify.request;

import app.pizoo.switchboard.spi.http.Problem;
import java.util.Arrays;
import java.util.Locale;

/** The channel over which a code is sent. */
public enum Channel {
  SMS("sms"),
  VOICE("call"),
  WHATSAPP("whatsapp"),
  EMAIL("email");

  private final String twilioName;

  Channel(String twilioName) {
    this.twilioName = twilioName;
  }

  /** The channel that a request names. */
  public static Channel parse(String name) {
    return Arrays.stream(values())
        .filter(channel -> channel.publicName().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("channel", "expected sms, voice, whatsapp or email"));
  }

  /** The name in our API. */
  public String publicName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in Twilio's API. */
  public String twilioName() {
    return twilioName;
  }
}
