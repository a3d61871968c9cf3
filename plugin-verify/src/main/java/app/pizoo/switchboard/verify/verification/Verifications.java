package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Database.Sql;
import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.verify.request.Recipient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Remembers which verification is a recipient's last, and how often it was tried. */
public final class Verifications {
  /** How long a code is valid, and a verification with it. */
  public static final Duration VALIDITY = Duration.ofMinutes(10);

  /** How many codes may be tried for one verification. */
  public static final int MAX_CHECKS = 5;

  /** How many of them are open to clients without the handle that the start returned. */
  public static final int MAX_CHECKS_WITHOUT_HANDLE = 3;

  private static final Duration RETENTION = Duration.ofDays(1);

  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final RandomGenerator random;

  public Verifications(
      Database database, KeyedHashes keyedHashes, Clock clock, RandomGenerator random) {
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Remembers a verification. One that is known already stays as it is, unless it was thought to
   * have expired: it still belongs to the client that started it first.
   *
   * @param handle identifies its owner
   */
  public int begin(Sql sql, Recipient recipient, String sid, String handle) {
    Instant now = clock.instant();
    return insert(sql, sid, key(recipient), handle, recipient.prefix(), now);
  }

  /** Remembers that a code may be on its way, unless one is known to be. */
  public void beginUnknown(Sql sql, Recipient recipient, String handle) {
    String key = key(recipient);
    Instant now = clock.instant();
    if (Verification.last(sql, key, now).filter(Verification::isLive).isEmpty()) {
      insert(sql, "unknown-" + randomId(), key, handle, recipient.prefix(), now);
    }
  }

  /**
   * Remembers a verification that Twilio told of later, unless something was remembered when it was
   * started.
   */
  public void beginLate(Sql sql, Recipient recipient, SentCode code, String handle) {
    String key = key(recipient);
    Optional<Integer> known =
        sql.queryOne(
            "SELECT 1 FROM verify_verifications WHERE recipient = ? AND handle = ?",
            row -> row.getInt(1),
            key,
            kept(handle));
    if (known.isEmpty()) {
      insert(sql, code.verification(), key, handle, recipient.prefix(), code.at());
    }
  }

  /** The handle of an order; the same request gets the same one. */
  public String handle(String order) {
    return keyedHashes.of("verify.order", order);
  }

  /** Uses up one try of a recipient's last verification, if there is one. */
  public CheckAttempt beginAttempt(Recipient recipient, Optional<String> handle) {
    String key = key(recipient);
    Instant now = clock.instant();
    return database.write(sql -> {
      Optional<Verification> live = Verification.last(sql, key, now).filter(Verification::isLive);
      if (live.isEmpty()) {
        return new CheckAttempt.Nothing();
      }
      Verification last = live.get();
      boolean byOwner = handle.map(this::kept).filter(last.handle()::equals).isPresent();
      int stranger = byOwner ? 0 : 1;
      int claimed =
          sql.update(
              """
              UPDATE verify_verifications
              SET checks = checks + 1, strangers_checks = strangers_checks + ?
              WHERE id = ? AND checks < ? AND (? = 0 OR strangers_checks < ?)
              """,
              stranger,
              last.id(),
              MAX_CHECKS,
              stranger,
              MAX_CHECKS_WITHOUT_HANDLE);
      Duration rest = Duration.between(now, last.expiresAt());
      if (claimed == 1) {
        return new CheckAttempt.Granted(last.id(), last.sid(), byOwner, rest);
      }
      // That tries are used up would tell a stranger that there is a code.
      return byOwner ? new CheckAttempt.Exhausted(rest) : new CheckAttempt.Nothing();
    });
  }

  /** Gives a try back that Twilio certainly did not count. */
  public void refundAttempt(CheckAttempt.Granted claim) {
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
  public boolean isOwner(Recipient recipient, String handle) {
    String key = key(recipient);
    return database
        .read(sql -> Verification.last(sql, key, clock.instant()))
        .filter(row -> row.isLive() && row.handle().equals(kept(handle)))
        .isPresent();
  }

  /** Marks a verification as approved; true the first time. */
  public boolean approve(String id) {
    return database.write(sql ->
        sql.update(
            "UPDATE verify_verifications SET approved = 1 WHERE id = ? AND approved = 0", id))
        == 1;
  }

  /** Removes what is over for a day. */
  public void sweep() {
    database.write(sql ->
        sql.update(
            "DELETE FROM verify_verifications WHERE expires_at < ?",
            clock.instant().minus(RETENTION).toEpochMilli()));
  }

  /** Erases a recipient. */
  public static int erase(Erasure erasure) {
    return erasure
        .sql()
        .update(
            "DELETE FROM verify_verifications WHERE recipient = ?",
            key(Recipient.normalize(erasure.subject()), erasure.keyedHashes()));
  }

  private int insert(Sql sql, String id, String key, String handle, String prefix, Instant now) {
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
        kept(handle),
        prefix,
        now.toEpochMilli(),
        now.toEpochMilli());
  }

  private String key(Recipient recipient) {
    return key(recipient.value(), keyedHashes);
  }

  private static String key(String value, KeyedHashes keyedHashes) {
    return keyedHashes.of("verify.recipient", value);
  }

  private String kept(String handle) {
    return keyedHashes.of("verify.handle", handle);
  }

  private String randomId() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
