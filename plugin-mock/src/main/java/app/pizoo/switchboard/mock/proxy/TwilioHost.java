package app.pizoo.switchboard.mock.proxy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host name of Twilio's, such as {@code api.twilio.com}, {@code verify.dublin.ie1.twilio.com} or
 * {@code voice-js.roaming.twilio.com}.
 *
 * @param name in lower case, without port
 */
public record TwilioHost(String name) {
  /** The domains whose names the box serves and its certificates are limited to. */
  public static final List<String> DOMAINS = List.of("twilio.com", "twiliocdn.com");

  /** The port of HTTPS, the only one that Twilio serves. */
  public static final int PORT = 443;

  private static final int MAX_LENGTH = 253;
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern NAME =
      Pattern.compile("(" + LABEL + "\\.)+(" + String.join("|", DOMAINS).replace(".", "\\.") + ")");

  /** Reads a {@code Host} header: a name, alone or with the port 443; empty for other names. */
  public static Optional<TwilioHost> of(String host) {
    String suffix = ":" + PORT;
    String bare = host.endsWith(suffix) ? host.substring(0, host.length() - suffix.length()) : host;
    String name = bare.toLowerCase(Locale.ROOT);
    return name.length() <= MAX_LENGTH && NAME.matcher(name).matches()
        ? Optional.of(new TwilioHost(name))
        : Optional.empty();
  }

  /** Returns the product: the first label, before edge and region. */
  public String product() {
    return name.substring(0, name.indexOf('.'));
  }
}
