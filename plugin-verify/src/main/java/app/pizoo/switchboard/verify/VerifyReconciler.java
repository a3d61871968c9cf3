package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import app.pizoo.switchboard.spi.storage.Outbox;
import app.pizoo.switchboard.spi.storage.Outbox.Unresolved;
import app.pizoo.switchboard.twilio.Listing;
import app.pizoo.switchboard.verify.request.Recipient;
import app.pizoo.switchboard.verify.verification.SentCode;
import app.pizoo.switchboard.verify.verification.UnansweredChecks;
import app.pizoo.switchboard.verify.verification.Verifications;
import app.pizoo.switchboard.verify.verification.VerifyGateway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reconciles starts and checks whose response from Twilio was lost. */
final class VerifyReconciler implements Outbox.Reconciliation<SentCode> {
  /**
   * A code that Twilio does not list after five minutes was never sent. The tolerance covers clock
   * skew and the time that a start may wait for its lock.
   */
  private static final Outbox.Timing TIMING =
      new Outbox.Timing(
          Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ZERO);

  private static final int MAX_FETCHED = 20;

  private final VerifyGateway gateway;
  private final Verifications verifications;
  private final UnansweredChecks checks;
  private final Outbox outbox;
  private final KeyedHashes keyedHashes;

  VerifyReconciler(
      VerifyGateway gateway,
      Verifications verifications,
      Outbox outbox,
      Database database,
      KeyedHashes keyedHashes,
      Clock clock) {
    this.gateway = gateway;
    this.verifications = verifications;
    this.checks = new UnansweredChecks(database, clock);
    this.outbox = outbox;
    this.keyedHashes = keyedHashes;
  }

  /** The details of an entry, which identify its recipient. */
  static Map<String, String> details(String to, KeyedHashes keyedHashes) {
    return Map.of("to", to(to, keyedHashes));
  }

  /** The keyed hash that identifies the recipient of an entry. */
  static String to(String value, KeyedHashes keyedHashes) {
    return keyedHashes.of("verify.outbox.to", value);
  }

  /** Fetches from Twilio whether verifications that are over were approved, up to a maximum. */
  void ask() {
    for (String sid : checks.overdue(MAX_FETCHED)) {
      checks.resolve(sid, gateway.isApproved(sid));
    }
  }

  @Override
  public Outbox.Timing timing() {
    return TIMING;
  }

  @Override
  public Outbox.Listed<SentCode> list(Instant since, int max) {
    Listing<SentCode> codes = gateway.codesSince(since, max);
    return new Outbox.Listed<>(codes.items(), codes.completeSince());
  }

  @Override
  public Instant sentAt(SentCode code) {
    return code.at();
  }

  @Override
  public Map<String, String> details(SentCode code) {
    return details(Recipient.normalize(code.to()), keyedHashes);
  }

  /** The code whose time is closest to that of the entry. */
  @Override
  public Optional<SentCode> choose(Sql sql, Unresolved entry, List<SentCode> candidates) {
    return candidates.stream()
        .min(Comparator.comparing(code -> Duration.between(entry.begun(), code.at()).abs()));
  }

  @Override
  public String result(Unresolved entry, SentCode code) {
    return entry.id();
  }

  /** Stores the verification, so that its code can be checked. */
  @Override
  public boolean record(Sql sql, Unresolved entry, SentCode code) {
    if (!outbox.isErased(sql, entry.id())) {
      Recipient.find(code.to())
          .ifPresent(recipient ->
              verifications.beginLate(sql, recipient, code, verifications.handle(entry.id())));
    }
    return true;
  }
}
