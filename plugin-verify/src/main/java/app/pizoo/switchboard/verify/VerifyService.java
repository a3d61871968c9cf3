package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Outbox;
import app.pizoo.switchboard.spi.Outbox.Outcome;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.twilio.Countries;
import app.pizoo.switchboard.twilio.OutcomeUnknown;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Decides whether codes are sent and what a tried code proves. */
final class VerifyService {
  private final VerifyGateway gateway;
  private final Countries countries;
  private final VerifyLimits limits;
  private final ConversionWatch watch;
  private final Captcha captcha;
  private final Optional<LineTypeLookup> lines;
  private final Verifications verifications;
  private final Outbox outbox;
  private final KeyedHashes keyedHashes;
  private final EvenChecks evenChecks;
  private final EvenStarts evenStarts;
  private final VerifyMetrics events;
  private final KeyedLock turns = new KeyedLock();

  VerifyService(
      VerifyGateway gateway,
      Countries countries,
      VerifyLimits limits,
      ConversionWatch watch,
      Captcha captcha,
      Optional<LineTypeLookup> lines,
      Verifications verifications,
      Outbox outbox,
      KeyedHashes keyedHashes,
      EvenChecks evenChecks,
      EvenStarts evenStarts,
      VerifyMetrics events) {
    this.gateway = gateway;
    this.countries = countries;
    this.limits = limits;
    this.watch = watch;
    this.captcha = captcha;
    this.lines = lines;
    this.verifications = verifications;
    this.outbox = outbox;
    this.keyedHashes = keyedHashes;
    this.evenChecks = evenChecks;
    this.evenStarts = evenStarts;
    this.events = events;
  }

  /**
   * Sends a code, once for each key.
   *
   * @param former the handle of a start before; whoever has the live verification's keeps it
   * @return a handle by which a check shows that it comes from whoever started the verification
   * @throws Problem if it may not or cannot be sent
   */
  String start(
      Recipient recipient,
      Channel channel,
      ClientInfo origin,
      Optional<Outbox.Key> key,
      Optional<String> former) {
    Outbox.Entry order =
        new Outbox.Entry(key, VerifyReconciler.details(recipient.value(), keyedHashes));
    EvenStarts.Span span = evenStarts.begin();
    try {
      String sent = outbox.send(order, id -> send(recipient, channel, origin, id, span));
      return former
          .filter(handle -> verifications.isOwner(recipient, handle))
          .orElseGet(() -> verifications.handle(sent));
    } finally {
      span.end();
    }
  }

  private Outcome send(
      Recipient recipient, Channel channel, ClientInfo origin, String order, EvenStarts.Span span) {
    if (recipient instanceof Recipient.Phone phone) {
      countries.admit(phone.number(), phone.field());
    }
    watch.admit(recipient);
    boolean shown = limits.isForBackend() || captcha.isShown(origin.captchaToken());
    if (!shown) {
      watch.demandCaptcha(recipient);
    }
    lookUp(recipient, channel, origin);
    limits.countStart(recipient, origin, shown);
    span.ask();
    AtomicReference<Outcome> outcome = new AtomicReference<>();
    // Twilio refuses starts for one recipient that overlap.
    turns.run(recipient.value(), () -> outcome.set(send(recipient, channel, order)));
    return outcome.get();
  }

  /** Before the limits: whoever is told to solve a captcha should not have to wait as well. */
  private void lookUp(Recipient recipient, Channel channel, ClientInfo origin) {
    if (recipient instanceof Recipient.Phone phone && lines.isPresent()) {
      boolean canShow = captcha.isOn() && !limits.isForBackend();
      boolean shown = canShow && origin.captchaToken().isPresent();
      lines.get().admit(phone.number(), channel, shown, canShow);
    }
  }

  private Outcome send(Recipient recipient, Channel channel, String order) {
    String handle = verifications.handle(order);
    return switch (gateway.start(recipient, channel)) {
      case StartOutcome.Pending(String sid) -> {
        events.started(channel);
        yield new Outcome.Sent(
            order,
            sql -> {
              if (!outbox.isErased(sql, order)) {
                verifications.begin(sql, recipient, sid, handle);
              }
            });
      }
      // How long really would tell whoever asks when the code was sent.
      case StartOutcome.Exhausted() -> throw exhausted(Verifications.VALIDITY);
      case StartOutcome.Unknown(Problem problem) -> {
        events.startUnknown(recipient, channel);
        yield new Outcome.Unknown(
            problem, sql -> verifications.beginUnknown(sql, recipient, handle));
      }
    };
  }

  /**
   * Tries a code. Wrong, expired, used and never sent codes are all the same: false.
   *
   * @throws Problem if too many were tried, or Twilio does not say
   */
  boolean check(Recipient recipient, Code code, Optional<String> handle, ClientInfo origin) {
    boolean byOwner = handle.filter(text -> verifications.isOwner(recipient, text)).isPresent();
    limits.countCheck(recipient, byOwner, origin);
    return switch (verifications.claim(recipient, handle)) {
      case CheckAttempt.Nothing() -> {
        evenChecks.vain();
        yield false;
      }
      case CheckAttempt.Exhausted(Duration rest) -> throw exhausted(rest);
      case CheckAttempt.Granted granted -> ask(granted, recipient, code);
    };
  }

  private boolean ask(CheckAttempt.Granted granted, Recipient recipient, Code code) {
    CheckOutcome outcome;
    try {
      outcome = evenChecks.real(() -> gateway.check(granted.sid(), recipient, code));
    } catch (Problem problem) {
      if (!OutcomeUnknown.isBehind(problem)) {
        verifications.giveBack(granted);
      }
      throw problem;
    }
    events.checked(outcome);
    if (outcome == CheckOutcome.EXHAUSTED && granted.byOwner()) {
      throw exhausted(granted.rest());
    }
    return outcome == CheckOutcome.APPROVED && verifications.approve(granted.id());
  }

  private static Problem exhausted(Duration rest) {
    return Problem.of(TwilioProblemCodes.TOO_MANY_ATTEMPTS, "all tries are used; start again later")
        .retryAfter(rest);
  }
}
