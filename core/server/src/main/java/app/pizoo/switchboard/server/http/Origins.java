package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.Loopback;
import app.pizoo.switchboard.spi.SettingType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The web origins whose pages may call the API.
 *
 * @param loopback whether origins on this machine are admitted, on any port
 * @param exact other origins, as browsers write them
 */
public record Origins(boolean loopback, Set<String> exact) {
  private static final String LOOPBACK = "loopback";

  public Origins {
    exact = Set.copyOf(exact);
  }

  /** Reads a list of origins and the word {@code loopback}. */
  public static SettingType<Origins> type() {
    SettingType<List<String>> items = SettingType.list(item());
    return SettingType.of(
        items.form(),
        text -> {
          Set<String> origins = new HashSet<>(items.parse(text));
          return new Origins(origins.remove(LOOPBACK), origins);
        });
  }

  /** Whether pages of an origin, as in the Origin header, may call. */
  public boolean admit(String origin) {
    return exact.contains(origin) || (loopback && isLoopback(origin));
  }

  private static boolean isLoopback(String origin) {
    try {
      URI uri = new URI(origin);
      return isOrigin(uri) && Loopback.isLoopback(uri.getHost());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isOrigin(URI uri) {
    return uri.getHost() != null
        && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        && uri.getRawUserInfo() == null
        && uri.getRawPath().isEmpty()
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private static SettingType<String> item() {
    String form = "origins such as https://app.example.com, or loopback";
    return SettingType.of(
        form,
        text -> {
          try {
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.equals(LOOPBACK) || isOrigin(new URI(lower))) {
              return lower;
            }
          } catch (URISyntaxException e) {
            // said below, without repeating the text
          }
          throw new IllegalArgumentException("expected " + form);
        });
  }
}
