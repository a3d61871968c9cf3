package app.pizoo.switchboard.verify;

import static app.pizoo.switchboard.verify.VerifyLimits.CONVERSION;
import static app.pizoo.switchboard.verify.VerifyLimits.CONVERSION_OF_COUNTRY;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Database.Sql;
import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Limits;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches how many of the codes that were sent are ever typed in. People who pump messages never
 * do: an area below the line gets no codes for an hour, then for two, up to twelve.
 */
final class ConversionWatch {
  private static final Duration LOOK_BACK = Duration.ofHours(1);

  /** Codes that were sent just now say nothing yet. */
  private static final Duration TYPING = Duration.ofMinutes(3);

  private static final int SHORTEST_HOURS = 1;
  private static final int LONGEST_HOURS = 12;
  private static final Duration FORGIVEN = Duration.ofHours(24);

  private final Database database;
  private final Limits limits;
  private final Clock clock;
  private final VerifyEvents events;

  ConversionWatch(Database database, Limits limits, Clock clock, VerifyEvents events) {
    this.database = database;
    this.limits = limits;
    this.clock = clock;
    this.events = events;
  }

  /** Of how many codes at least what part must be typed in, in percent. */
  private record Line(LimitRule rule, int codes, int percent) {}

  private static final Line AREA = new Line(CONVERSION, 20, 25);

  /** A country has more honest people, who must not suffer for a few areas. */
  private static final Line COUNTRY = new Line(CONVERSION_OF_COUNTRY, 20, 10);

  private record Block(long until, int times) {}

  private record Count(int sent, int approved) {}

  /**
   * Refuses a recipient whose area or country is blocked, or has just fallen below the line.
   *
   * @throws Problem with {@link ProblemCode#DESTINATION_UNAVAILABLE}
   */
  void admit(Recipient recipient) {
    if (recipient instanceof Recipient.Phone phone) {
      admit(AREA, phone.area());
      admit(COUNTRY, phone.number().callingCode());
    }
  }

  private void admit(Line line, String area) {
    if (limits.blocks(line.rule()) && database.write(sql -> isBlocked(sql, line, area))) {
      throw Problem.of(
              ProblemCode.DESTINATION_UNAVAILABLE,
              "codes to numbers like this one are not typed in")
          .inField(Recipient.PHONE);
    }
  }

  private boolean isBlocked(Sql sql, Line line, String area) {
    long now = clock.millis();
    Optional<Block> block =
        sql.queryOne(
            "SELECT until_at, times FROM verify_blocks WHERE area = ?",
            row -> new Block(row.getLong(1), row.getInt(2)),
            area);
    long until = block.map(Block::until).orElse(0L);
    if (until > now) {
      return true;
    }
    Count count = count(sql, area, Math.max(until, now - LOOK_BACK.toMillis()), now);
    if (count.sent() < line.codes() || count.approved() * 100 >= count.sent() * line.percent()) {
      return false;
    }
    boolean again = until + FORGIVEN.toMillis() > now;
    int times = again ? block.map(Block::times).orElse(0) + 1 : 1;
    long hours = Math.min(LONGEST_HOURS, (long) SHORTEST_HOURS << Math.min(times - 1, 4));
    sql.update(
        """
        INSERT INTO verify_blocks (area, until_at, times) VALUES (?, ?, ?)
        ON CONFLICT (area) DO UPDATE SET until_at = excluded.until_at, times = excluded.times
        """,
        area,
        now + Duration.ofHours(hours).toMillis(),
        times);
    events.blocked(area, hours, count.sent(), count.approved());
    return true;
  }

  private static Count count(Sql sql, String area, long since, long now) {
    return sql.queryOne(
            """
            SELECT count(*), coalesce(sum(approved), 0) FROM verify_verifications
            WHERE area >= ? AND area < ? AND started_at >= ? AND started_at < ? AND id LIKE 'VE%'
            """,
            row -> new Count(row.getInt(1), row.getInt(2)),
            area,
            // Areas are digits: a colon comes right after them.
            area + ':',
            since,
            now - TYPING.toMillis())
        .orElse(new Count(0, 0));
  }
}
