package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Database.Sql;
import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.Fingerprints;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Remembers which verification is a recipient's last, and how often it was tried. */
final class Verifications {
  /** How long a code is valid, and a verification with it. */
  static final Duration VALIDITY = Duration.ofMinutes(10);

  /** How many codes may be tried for one verification. */
  static final int CHECKS = 5;

  /** How many of them are for whoever does not bring the handle that the start gave. */
  static final int CHECKS_OF_STRANGERS = 3;

  private static final String SID_PREFIX = "VE";

  private static final Duration KEPT = Duration.ofDays(1);

  private final Database database;
  private final Fingerprints fingerprints;
  private final Clock clock;
  private final RandomGenerator random;

  Verifications(Database database, Fingerprints fingerprints, Clock clock, RandomGenerator random) {
    this.database = database;
    this.fingerprints = fingerprints;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Remembers a verification. One that is known already stays as it is, unless it was thought to
   * have expired: it still belongs to whoever started it first.
   *
   * @param handle by which its owner is recognised
   */
  int begin(Sql sql, Recipient recipient, String sid, String handle) {
    Instant now = clock.instant();
    return insert(sql, sid, key(recipient), handle, recipient.area(), now);
  }

  /** Remembers that a code may be on its way, unless one is known to be. */
  void beginUnknown(Recipient recipient, String handle) {
    String key = key(recipient);
    Instant now = clock.instant();
    String id = "unknown-" + randomId();
    database.write(sql ->
        last(sql, key, now).filter(Row::isLive).isPresent()
            ? 0
            : insert(sql, id, key, handle, recipient.area(), now));
  }

  /** Uses up one try of a recipient's last verification, if there is one. */
  Claim claim(Recipient recipient, Optional<String> handle) {
    String key = key(recipient);
    Instant now = clock.instant();
    return database.write(sql -> {
      Optional<Row> live = last(sql, key, now).filter(Row::isLive);
      if (live.isEmpty()) {
        return new Claim.Nothing();
      }
      Row row = live.get();
      boolean byOwner = handle.map(this::kept).filter(row.handle()::equals).isPresent();
      int stranger = byOwner ? 0 : 1;
      int claimed =
          sql.update(
              """
              UPDATE verify_verifications
              SET checks = checks + 1, strangers_checks = strangers_checks + ?
              WHERE id = ? AND checks < ? AND (? = 0 OR strangers_checks < ?)
              """,
              stranger,
              row.id(),
              CHECKS,
              stranger,
              CHECKS_OF_STRANGERS);
      if (claimed == 1) {
        return new Claim.Granted(row.id(), row.sid(), byOwner);
      }
      // That tries are used up would tell a stranger that there is a code.
      return byOwner
          ? new Claim.Exhausted(Duration.between(now, row.expiresAt()))
          : new Claim.Nothing();
    });
  }

  /** Gives a try back that Twilio certainly did not count. */
  void giveBack(Claim.Granted claim) {
    database.write(sql ->
        sql.update(
            """
            UPDATE verify_verifications
            SET checks = checks - 1, strangers_checks = strangers_checks - ? WHERE id = ?
            """,
            claim.byOwner() ? 0 : 1,
            claim.id()));
  }

  /** Whether a handle is the one of a recipient's live verification. */
  boolean isOwner(Recipient recipient, String handle) {
    String key = key(recipient);
    return database
        .read(sql -> last(sql, key, clock.instant()))
        .filter(row -> row.isLive() && row.handle().equals(kept(handle)))
        .isPresent();
  }

  /** Marks a verification as approved; true the first time. */
  boolean approve(String id) {
    return database.write(sql ->
        sql.update(
            "UPDATE verify_verifications SET approved = 1 WHERE id = ? AND approved = 0", id))
        == 1;
  }

  /** Verifications that are over, were tried, and not approved as far as is known. */
  List<String> overdue(int most) {
    return database.read(sql ->
        sql.query(
            """
            SELECT id FROM verify_verifications
            WHERE approved = 0 AND asked = 0 AND checks > 0 AND id LIKE 'VE%' AND expires_at < ?
            ORDER BY expires_at LIMIT ?
            """,
            row -> row.getString(1), clock.millis(), most));
  }

  /** Notes what Twilio says of one that is over; it is not asked for again. */
  void settle(String id, boolean approved) {
    database.write(sql ->
        sql.update(
            "UPDATE verify_verifications SET asked = 1, approved = ? WHERE id = ? AND approved = 0",
            approved ? 1 : 0,
            id));
  }

  /** Removes what is over for a day. */
  void sweep() {
    database.write(sql ->
        sql.update(
            "DELETE FROM verify_verifications WHERE expires_at < ?",
            clock.instant().minus(KEPT).toEpochMilli()));
  }

  /** Erases a recipient. */
  static int erase(Erasure erasure) {
    return erasure
        .sql()
        .update(
            "DELETE FROM verify_verifications WHERE recipient = ?",
            key(erasure.subject(), erasure.fingerprints()));
  }

  /** How long a recipient's last verification is valid still; the whole time if none is known. */
  Duration rest(Recipient recipient) {
    String key = key(recipient);
    Instant now = clock.instant();
    return database
        .read(sql -> last(sql, key, now))
        .map(row -> Duration.between(now, row.expiresAt()))
        .orElse(VALIDITY);
  }

  private int insert(Sql sql, String id, String key, String handle, String area, Instant now) {
    return sql.update(
        """
        INSERT INTO verify_verifications
          (id, recipient, approved, checks, expires_at, handle, area, started_at)
        VALUES (?, ?, 0, 0, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at
        WHERE verify_verifications.expires_at <= ?
        """,
        id,
        key,
        now.plus(VALIDITY).toEpochMilli(),
        handle.isEmpty() ? "" : kept(handle),
        area,
        now.toEpochMilli(),
        now.toEpochMilli());
  }

  /** One that can be tried wins. */
  private static Optional<Row> last(Sql sql, String key, Instant now) {
    return sql.queryOne(
        """
        SELECT id, approved, handle, expires_at FROM verify_verifications
        WHERE recipient = ? AND expires_at > ?
        ORDER BY approved, expires_at DESC, id LIMIT 1
        """,
        Row::read,
        key,
        now.toEpochMilli());
  }

  private String key(Recipient recipient) {
    return key(recipient.value(), fingerprints);
  }

  private static String key(String value, Fingerprints fingerprints) {
    return fingerprints.of("verify.recipient", value);
  }

  private String kept(String handle) {
    return fingerprints.of("verify.handle", handle);
  }

  private String randomId() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  private record Row(String id, boolean approved, String handle, Instant expiresAt) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getString("id"),
          row.getInt("approved") == 1,
          row.getString("handle"),
          Instant.ofEpochMilli(row.getLong("expires_at")));
    }

    boolean isLive() {
      return !approved;
    }

    Optional<String> sid() {
      return id.startsWith(SID_PREFIX) ? Optional.of(id) : Optional.empty();
    }
  }
}
