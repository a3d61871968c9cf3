package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Database.Sql;
import app.pizoo.switchboard.spi.Fingerprints;
import app.pizoo.switchboard.spi.Schema;
import app.pizoo.switchboard.spi.Schema.Migration;
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

  static final Schema SCHEMA =
      Schema.of(
          new Migration(
              1,
              "verifications",
              List.of(
                  """
                  CREATE TABLE verify_verifications (
                    id TEXT PRIMARY KEY,
                    recipient TEXT NOT NULL,
                    approved INTEGER NOT NULL,
                    checks INTEGER NOT NULL,
                    expires_at BIGINT NOT NULL)
                  """,
                  """
                  CREATE INDEX verify_verifications_recipient
                    ON verify_verifications (recipient, expires_at)
                  """,
                  """
                  CREATE INDEX verify_verifications_expires_at
                    ON verify_verifications (expires_at)
                  """)));

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
   * have expired.
   */
  void begin(Recipient recipient, String sid) {
    String key = key(recipient);
    Instant now = clock.instant();
    database.write(sql -> {
      sql.update(
          "DELETE FROM verify_verifications WHERE expires_at < ?", now.minus(KEPT).toEpochMilli());
      return insert(sql, sid, key, now);
    });
  }

  /** Remembers that a code may be on its way, unless the recipient has a live verification. */
  void beginUnknown(Recipient recipient) {
    String key = key(recipient);
    Instant now = clock.instant();
    byte[] id = new byte[16];
    random.nextBytes(id);
    database.write(sql ->
        last(sql, key, now).filter(row -> !row.approved()).isPresent()
            ? 0
            : insert(sql, "unknown-" + HexFormat.of().formatHex(id), key, now));
  }

  /** Uses up one try of a recipient's last verification. */
  Claim claim(Recipient recipient) {
    String key = key(recipient);
    Instant now = clock.instant();
    return database.write(sql -> {
      Optional<Row> last = last(sql, key, now).filter(row -> !row.approved());
      if (last.isEmpty()) {
        return new Claim.Nothing();
      }
      Row row = last.get();
      int claimed =
          sql.update(
              "UPDATE verify_verifications SET checks = checks + 1 WHERE id = ? AND checks < ?",
              row.id(),
              CHECKS);
      return claimed == 1
          ? new Claim.Granted(row.id(), row.sid())
          : new Claim.Exhausted(Duration.between(now, row.expiresAt()));
    });
  }

  /** Marks a verification as approved; true the first time. */
  boolean approve(String id) {
    return database.write(sql ->
        sql.update(
            "UPDATE verify_verifications SET approved = 1 WHERE id = ? AND approved = 0", id))
        == 1;
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

  private static int insert(Sql sql, String id, String key, Instant now) {
    return sql.update(
        """
        INSERT INTO verify_verifications (id, recipient, approved, checks, expires_at)
        VALUES (?, ?, 0, 0, ?)
        ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at
        WHERE verify_verifications.expires_at <= ?
        """,
        id,
        key,
        now.plus(VALIDITY).toEpochMilli(),
        now.toEpochMilli());
  }

  private static Optional<Row> last(Sql sql, String key, Instant now) {
    return sql.queryOne(
        """
        SELECT id, approved, expires_at FROM verify_verifications
        WHERE recipient = ? AND expires_at > ? ORDER BY expires_at DESC LIMIT 1
        """,
        Row::read,
        key,
        now.toEpochMilli());
  }

  private String key(Recipient recipient) {
    return fingerprints.of("verify.recipient", recipient.value());
  }

  /** Whether a code may be tried. */
  sealed interface Claim {
    /**
     * It may; one try is used up.
     *
     * @param id names the verification here
     * @param sid names it at Twilio, empty if no answer came when it was started
     */
    record Granted(String id, Optional<String> sid) implements Claim {}

    /** No tries are left until the verification expires. */
    record Exhausted(Duration rest) implements Claim {}

    /** There is nothing to try: never sent, used, or expired. */
    record Nothing() implements Claim {}
  }

  private record Row(String id, boolean approved, Instant expiresAt) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getString("id"),
          row.getInt("approved") == 1,
          Instant.ofEpochMilli(row.getLong("expires_at")));
    }

    Optional<String> sid() {
      return id.startsWith(SID_PREFIX) ? Optional.of(id) : Optional.empty();
    }
  }
}
