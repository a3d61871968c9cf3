package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.storage.Database.Sql;
import app.pizoo.switchboard.verify.request.Recipient;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Counts sent and entered codes by prefix and by country, in slots of ten seconds, so that the cost
 * of a count does not depend on the number of codes.
 */
public final class Conversions {
  private static final long SLOT_MILLIS = Duration.ofSeconds(10).toMillis();

  private Conversions() {}

  /** Numbers of codes. */
  public record Count(int sent, int approved) {}

  /** The areas by which a recipient's codes are counted; none for email addresses. */
  static Set<String> areas(Recipient recipient) {
    return recipient instanceof Recipient.Phone phone
        ? Set.of(phone.prefix(), phone.number().callingCode())
        : Set.of();
  }

  /** Counts a code that was sent at a time, in milliseconds since 1970. */
  static void addSent(Sql sql, Recipient recipient, long at) {
    // Always in the same order, or two transactions could wait for each other's rows.
    for (String area : areas(recipient).stream().sorted().toList()) {
      sql.update(
          """
          INSERT INTO verify_conversions (area, slot, sent, approved) VALUES (?, ?, 1, 0)
          ON CONFLICT (area, slot) DO UPDATE SET sent = verify_conversions.sent + 1
          """,
          area,
          slot(at));
    }
  }

  /** Counts that a code was entered. */
  static void addApproved(Sql sql, List<String> areas, long sentAt) {
    for (String area : areas.stream().sorted().toList()) {
      sql.update(
          "UPDATE verify_conversions SET approved = approved + 1 WHERE area = ? AND slot = ?",
          area,
          slot(sentAt));
    }
  }

  /** Counts the codes sent to an area within a time, whose ends are rounded down to slots. */
  public static Count count(Sql sql, String area, long since, long until) {
    return sql.queryOne(
            """
            SELECT coalesce(sum(sent), 0) AS sent, coalesce(sum(approved), 0) AS approved
            FROM verify_conversions WHERE area = ? AND slot >= ? AND slot < ?
            """,
            row -> new Count(row.getInt("sent"), row.getInt("approved")),
            area,
            slot(since),
            until)
        .orElse(new Count(0, 0));
  }

  /** Whether a code that was sent to an area since a time has been entered. */
  public static boolean isKnown(Sql sql, String area, long since) {
    return sql.queryOne(
            """
            SELECT 1 AS n FROM verify_conversions
            WHERE area = ? AND slot >= ? AND approved > 0 LIMIT 1
            """,
            row -> row.getInt("n"),
            area,
            since)
        .isPresent();
  }

  static void sweep(Sql sql, long before) {
    sql.update("DELETE FROM verify_conversions WHERE slot < ?", before);
  }

  private static long slot(long at) {
    return at - Math.floorMod(at, SLOT_MILLIS);
  }
}
