package app.pizoo.switchboard.connection;

import static java.time.ZoneOffset.UTC;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The header Date. Helidon's is renewed by a timer, which stands still for as long as the system
 * clock was set back. Safe for use by multiple threads.
 */
final class DateHeader {
  /** With two digits for the day, unlike the formatter of the JDK (RFC 9110, section 5.6.7). */
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US).withZone(UTC);

  private final InstantSource clock;
  private volatile Second latest;

  private record Second(long second, Header header) {}

  DateHeader(InstantSource clock) {
    this.clock = clock;
    this.latest = at(clock.instant());
  }

  private static Second at(Instant now) {
    return new Second(
        now.getEpochSecond(), HeaderValues.createCached(HeaderNames.DATE, FORMAT.format(now)));
  }

  /** The header for a response that is sent now. */
  Header now() {
    Instant now = clock.instant();
    Second known = latest;
    if (known.second() != now.getEpochSecond()) {
      known = at(now);
      latest = known;
    }
    return known.header();
  }
}
