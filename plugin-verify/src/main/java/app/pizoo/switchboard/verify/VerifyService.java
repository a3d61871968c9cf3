package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import app.pizoo.switchboard.spi.storage.Outbox;
import app.pizoo.switchboard.spi.storage.Outbox.Outcome;
import app.pizoo.switchboard.twilio.OutcomeUnknown;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import app.pizoo.switchboard.verify.fraud.FraudChecks;
import app.pizoo.switchboard.verify.fraud.TimingEqualizer;
import app.pizoo.switchboard.verify.proof.Proofs;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.ClientInfo;
import app.pizoo.switchboard.verify.request.Code;
import app.pizoo.switchboard.verify.request.Recipient;
import app.pizoo.switchboard.verify.verification.CheckAttempt;
import app.pizoo.switchboard.verify.verification.CheckOutcome;
import app.pizoo.switchboard.verify.verification.KeyedLock;
import app.pizoo.switchboard.verify.verification.StartOutcome;
import app.pizoo.switchboard.verify.verification.Verifications;
import app.pizoo.switchboard.verify.verification.VerifyGateway;
import app.pizoo.switchboard.verify.verification.VerifyMetrics;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Decides whether codes are sent and what a checked code proves. */
final class VerifyService {
  private final VerifyGateway gateway;
  private final FraudChecks fraudChecks;
  private final TimingEqualizer timing;
  private final Verifications verifications;
  private final Proofs proofs;
  private final Outbox outbox;
  private final KeyedHashes keyedHashes;
  private final VerifyMetrics metrics;
  private final KeyedLock recipients;

  VerifyService(
      VerifyGateway gateway,
      FraudChecks fraudChecks,
      TimingEqualizer timing,
      Verifications verifications,
      Proofs proofs,
      Outbox outbox,
      KeyedHashes keyedHashes,
      VerifyMetrics metrics,
      KeyedLock recipients) {
    this.gateway = gateway;
    this.fraudChecks = fraudChecks;
    this.timing = timing;
    this.verifications = verifications;
    this.proofs = proofs;
    this.outbox = outbox;
    this.keyedHashes = keyedHashes;
    this.metrics = metrics;
    this.recipients = recipients;
  }

  /**
   * Sends a code, once for each idempotency key.
   *
   * @param previousHandle the handle of an earlier start; it stays valid if it belongs to the live
   *     verification
   * @return a handle with which a check proves that it comes from the owner of the verification
   * @throws Problem if the code must not or cannot be sent
   */
  String start(
      Recipient recipient,
      Channel channel,
      ClientInfo client,
      Optional<Outbox.Key> key,
      Optional<String> previousHandle) {
    fraudChecks.admitCountry(recipient);
    Outbox.Entry entry =
        new Outbox.Entry(key, VerifyReconciler.details(recipient.value(), keyedHashes));
    TimingEqualizer.StartTimer timer = timing.start();
    try {
      String sent = outbox.send(entry, new Start(recipient, channel, client, timer));
      return previousHandle
          .filter(handle -> verifications.isOwner(recipient, handle))
          .orElseGet(() -> verifications.handle(sent));
    } finally {
      timer.end();
    }
  }

  /** One start, from its admission to Twilio's response. Confined to one thread. */
  private final class Start implements Outbox.Send {
    private final Recipient recipient;
    private final Channel channel;
    private final ClientInfo client;
    private final TimingEqualizer.StartTimer timer;
    private boolean captchaSolved;

    Start(
        Recipient recipient, Channel channel, ClientInfo client, TimingEqualizer.StartTimer timer) {
      this.recipient = recipient;
      this.channel = channel;
      this.client = client;
      this.timer = timer;
    }

    @Override
    public void admit() {
      captchaSolved = fraudChecks.admitStart(recipient, channel, client);
    }

    @Override
    public void count(Sql sql) {
      fraudChecks.countStart(sql, recipient, client, captchaSolved);
    }

    @Override
    public Outcome run(String id) {
      AtomicReference<StartOutcome> outcome = new AtomicReference<>();
      // Twilio refuses concurrent starts for one recipient.
      recipients.run(
          recipient.value(),
          () -> outcome.set(timer.send(() -> gateway.start(recipient, channel))));
      return VerifyService.this.outcome(outcome.get(), recipient, channel, id);
    }
  }

  private Outcome outcome(StartOutcome outcome, Recipient recipient, Channel channel, String id) {
    String handle = verifications.handle(id);
    return switch (outcome) {
      case StartOutcome.Pending(String sid) -> {
        metrics.started(channel);
        yield new Outcome.Sent(
            id,
            sql -> {
              if (!outbox.isErased(sql, id)) {
                verifications.begin(sql, recipient, sid, handle);
              }
            });
      }
      // The exact remaining time would reveal when the code was sent.
      case StartOutcome.Exhausted() -> throw exhausted(Verifications.VALIDITY);
      case StartOutcome.Unknown(Problem problem) -> {
        metrics.startUnknown(recipient, channel);
        yield new Outcome.Unknown(
            problem, sql -> verifications.beginUnknown(sql, recipient, handle));
      }
    };
  }

  /**
   * Checks a code. The result is false alike for wrong, expired, used and never sent codes.
   *
   * @throws Problem if there were too many attempts, or Twilio gives no response
   */
  boolean check(Recipient recipient, Code code, Optional<String> handle, ClientInfo client) {
    CheckAttempt attempt =
        verifications.beginAttempt(
            recipient,
            handle,
            (sql, byOwner) -> fraudChecks.admitCheck(sql, recipient, byOwner, client));
    return switch (attempt) {
      case CheckAttempt.Nothing() -> {
        timing.dummyCheck();
        yield false;
      }
      case CheckAttempt.Exhausted(Duration rest) -> throw exhausted(rest);
      case CheckAttempt.Granted granted -> check(granted, recipient, code);
    };
  }

  private boolean check(CheckAttempt.Granted attempt, Recipient recipient, Code code) {
    CheckOutcome outcome;
    try {
      outcome = timing.check(() -> gateway.check(attempt.sid(), recipient, code));
    } catch (Problem problem) {
      if (!OutcomeUnknown.isBehind(problem)) {
        verifications.refundAttempt(attempt);
      }
      throw problem;
    }
    metrics.checked(outcome);
    if (outcome == CheckOutcome.EXHAUSTED && attempt.byOwner()) {
      throw exhausted(attempt.rest());
    }
    return outcome == CheckOutcome.APPROVED && verifications.approve(attempt.id());
  }

  /** Signs a proof that the recipient was verified just now. */
  String prove(Recipient recipient, Caller caller) {
    return proofs.sign(recipient, caller);
  }

  /** The public keys that proofs are verified with, as a JSON Web Key Set. */
  JsonObject proofKeys() {
    return proofs.keys();
  }

  private static Problem exhausted(Duration rest) {
    return Problem.of(
            TwilioProblemCodes.TOO_MANY_ATTEMPTS, "all attempts are used; start again later")
        .retryAfter(rest);
  }
}
