package app.pizoo.switchboard.mock.rest;

import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The date filters of the lists in the 2010-04-01 API: on a day, not after, or not before. */
public final class DateFilter {
  private DateFilter() {}

  /** Returns whether a time matches {@code Name=}, {@code Name<=} and {@code Name>=} of a query. */
  public static boolean fits(Parameters query, String name, Optional<Instant> at) {
    Optional<Instant> day = read(query, name);
    Optional<Instant> latest = read(query, name + "<");
    Optional<Instant> earliest = read(query, name + ">");
    if (day.isEmpty() && latest.isEmpty() && earliest.isEmpty()) {
      return true;
    }
    return at.filter(time -> day.map(wanted -> date(wanted).equals(date(time))).orElse(true))
        .filter(time -> latest.map(limit -> !time.isAfter(limit)).orElse(true))
        .filter(time -> earliest.map(limit -> !time.isBefore(limit)).orElse(true))
        .isPresent();
  }

  private static Instant date(Instant time) {
    return time.truncatedTo(ChronoUnit.DAYS);
  }

  private static Optional<Instant> read(Parameters query, String name) {
    try {
      return query
          .find(name)
          .map(text ->
              text.length() == 10
                  ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                  : Instant.parse(text));
    } catch (DateTimeException e) {
      throw TwilioError.invalid(name);
    }
  }
}
