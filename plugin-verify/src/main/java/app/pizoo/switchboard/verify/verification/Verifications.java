package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import app.pizoo.switchboard.verify.request.Recipient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Stores verifications, and counts the attempts to check a code for each of them. */
public final class Verifications {
  /** How long a verification and its code are valid. */
  public static final Duration VALIDITY = Duration.ofMinutes(10);

  /** The number of check attempts for one verification. */
  public static final int MAX_CHECKS = 5;

  /** The number of these attempts for clients without the handle that the start returned. */
  public static final int MAX_CHECKS_WITHOUT_HANDLE = 3;

  private static final Duration RETENTION = Duration.ofDays(1);

  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final Supplier<String> randomIds;

  public Verifications(
      Database database, KeyedHashes keyedHashes, Clock clock, Supplier<String> randomIds) {
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.randomIds = randomIds;
  }

  /**
   * Stores a verification. A row that exists is not changed unless it has expired: the verification
   * still belongs to the client that started it first.
   *
   * @param handle identifies its owner
   */
  public int begin(Sql sql, Recipient recipient, String sid, String handle) {
    return insert(sql, sid, recipient, handle, clock.instant());
  }

  /** Records that a code may be on its way, unless a live verification exists. */
  public void beginUnknown(Sql sql, Recipient recipient, String handle) {
    String key = key(recipient);
    Instant now = clock.instant();
    if (Verification.last(sql, key, now).filter(Verification::isLive).isEmpty()) {
      insert(sql, "unknown-" + randomIds.get(), recipient, handle, now);
    }
  }

  /** Stores a verification that reconciliation found at Twilio, unless the start has stored one. */
  public void beginLate(Sql sql, Recipient recipient, SentCode code, String handle) {
    String key = key(recipient);
    Optional<Integer> existing =
        sql.queryOne(
            "SELECT 1 AS n FROM verify_verifications WHERE recipient = ? AND handle = ?",
            row -> row.getInt("n"),
            key,
            handleHash(handle));
    if (existing.isEmpty()) {
      insert(sql, code.verification(), recipient, handle, code.at());
    }
  }

  /** The handle of an outbox entry; a repeated request gets the same handle. */
  public String handle(String entry) {
    return keyedHashes.of("verify.outbox.entry", entry);
  }

  /** Counts an attempt, by the owner or by a client without the handle, in a transaction. */
  @FunctionalInterface
  public interface AttemptCounter {
    void count(Sql sql, boolean byOwner);
  }

  /**
   * Uses up one attempt of a recipient's live verification, if there is one.
   *
   * @param counter throws an exception if a rate limit refuses the attempt
   */
  public CheckAttempt beginAttempt(
      Recipient recipient, Optional<String> handle, AttemptCounter counter) {
    String key = key(recipient);
    Instant now = clock.instant();
    return database.write(sql -> {
      Optional<Verification> live = Verification.last(sql, key, now).filter(Verification::isLive);
      boolean byOwner =
          live.isPresent() && handle.map(this::handleHash).equals(live.map(Verification::handle));
      counter.count(sql, byOwner);
      if (live.isEmpty()) {
        return new CheckAttempt.Nothing();
      }
      Verification last = live.get();
      int withoutHandle = byOwner ? 0 : 1;
      int updated =
          sql.update(
              """
              UPDATE verify_verifications
              SET checks = checks + 1, strangers_checks = strangers_checks + ?
              WHERE id = ? AND checks < ? AND (? = 0 OR strangers_checks < ?)
              """,
              withoutHandle,
              last.id(),
              MAX_CHECKS,
              withoutHandle,
              MAX_CHECKS_WITHOUT_HANDLE);
      Duration rest = Duration.between(now, last.expiresAt());
      if (updated == 1) {
        return new CheckAttempt.Granted(last.id(), last.sid(), byOwner, rest);
      }
      // To a client without the handle, "exhausted" would reveal that a code exists.
      return byOwner ? new CheckAttempt.Exhausted(rest) : new CheckAttempt.Nothing();
    });
  }

  /** Returns an attempt that Twilio certainly did not count. */
  public void refundAttempt(CheckAttempt.Granted attempt) {
    database.write(sql ->
        sql.update(
            """
            UPDATE verify_verifications
            SET checks = checks - 1, strangers_checks = strangers_checks - ? WHERE id = ?
            """,
            attempt.byOwner() ? 0 : 1,
            attempt.id()));
  }

  /** Whether a handle belongs to a recipient's live verification. */
  public boolean isOwner(Recipient recipient, String handle) {
    String key = key(recipient);
    return database
        .read(sql -> Verification.last(sql, key, clock.instant()))
        .filter(row -> row.isLive() && row.handle().equals(handleHash(handle)))
        .isPresent();
  }

  /** Marks a verification as approved; true the first time. */
  public boolean approve(String id) {
    return database.write(sql ->
        sql.update("UPDATE verify_verifications SET approved = 1 WHERE id = ? AND approved = 0", id)
                == 1
            && countApproved(sql, id));
  }

  /** Counts the code of a verification as entered. */
  static boolean countApproved(Sql sql, String id) {
    return sql.queryOne(
            "SELECT area, country, started_at FROM verify_verifications WHERE id = ?",
            row -> {
              List<String> areas =
                  Stream.of(row.getString("area"), row.getString("country"))
                      .filter(area -> !area.isEmpty())
                      .distinct()
                      .toList();
              return new SentTo(areas, row.getLong("started_at"));
            },
            id)
        .map(sent -> {
          Conversions.addApproved(sql, sent.areas(), sent.at());
          return true;
        })
        .orElse(false);
  }

  private record SentTo(List<String> areas, long at) {}

  /** Removes verifications that expired more than a day ago. */
  public void sweep() {
    long before = clock.instant().minus(RETENTION).toEpochMilli();
    database.write(sql -> {
      Conversions.sweep(sql, before);
      return sql.update("DELETE FROM verify_verifications WHERE expires_at < ?", before);
    });
  }

  /** Erases a recipient. */
  public static int erase(Erasure erasure) {
    return erasure
        .sql()
        .update(
            "DELETE FROM verify_verifications WHERE recipient = ?",
            key(Recipient.normalize(erasure.subject()), erasure.keyedHashes()));
  }

  private int insert(Sql sql, String id, Recipient recipient, String handle, Instant now) {
    int changed =
        sql.update(
            """
            INSERT INTO verify_verifications
              (id, recipient, approved, checks, expires_at, handle, area, country, started_at)
            VALUES (?, ?, 0, 0, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at
            WHERE verify_verifications.expires_at <= ?
            """,
            id,
            key(recipient),
            now.plus(VALIDITY).toEpochMilli(),
            handleHash(handle),
            recipient.prefix(),
            recipient instanceof Recipient.Phone phone ? phone.number().callingCode() : "",
            now.toEpochMilli(),
            now.toEpochMilli());
    if (changed == 1 && Verification.isSid(id)) {
      Conversions.addSent(sql, recipient, now.toEpochMilli());
    }
    return changed;
  }

  private String key(Recipient recipient) {
    return key(recipient.value(), keyedHashes);
  }

  private static String key(String value, KeyedHashes keyedHashes) {
    return keyedHashes.of("verify.recipient", value);
  }

  private String handleHash(String handle) {
    return keyedHashes.of("verify.handle", handle);
  }
}
