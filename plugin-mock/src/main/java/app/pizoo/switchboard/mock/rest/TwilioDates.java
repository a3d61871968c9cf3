package app.pizoo.switchboard.mock.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats times as Twilio does: RFC 2822 in the 2010-04-01 API, ISO 8601 in all later ones. */
public final class TwilioDates {
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private TwilioDates() {}

  /** Formats a time such as {@code Tue, 24 Nov 2026 02:30:00 +0000}. */
  public static String rfc2822(Instant at) {
    return RFC_2822.format(at);
  }

  /** Formats a time such as {@code 2026-11-24T02:30:00Z}. */
  public static String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
