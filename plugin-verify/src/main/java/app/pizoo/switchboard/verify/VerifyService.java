package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.twilio.Countries;
import java.time.Duration;

/** Decides whether codes are sent and what a tried code proves. */
final class VerifyService {
  private final VerifyGateway gateway;
  private final Countries countries;
  private final VerifyLimits limits;
  private final Verifications verifications;
  private final VerifyEvents events;
  private final Turns turns = new Turns();

  VerifyService(
      VerifyGateway gateway,
      Countries countries,
      VerifyLimits limits,
      Verifications verifications,
      VerifyEvents events) {
    this.gateway = gateway;
    this.countries = countries;
    this.limits = limits;
    this.verifications = verifications;
    this.events = events;
  }

  /**
   * Sends a code.
   *
   * @throws Problem if it may not or cannot be sent
   */
  void start(Recipient recipient, Channel channel, Origin origin) {
    if (recipient instanceof Recipient.Phone phone) {
      countries.admit(phone.number(), phone.field());
    }
    limits.countStart(recipient, origin);
    // Twilio refuses starts for one recipient that overlap.
    turns.run(recipient.value(), () -> send(recipient, channel));
  }

  private void send(Recipient recipient, Channel channel) {
    switch (gateway.start(recipient, channel)) {
      case StartOutcome.Pending(String sid) -> {
        verifications.begin(recipient, sid);
        events.started(channel);
      }
      case StartOutcome.Exhausted() -> throw exhausted(verifications.rest(recipient));
      case StartOutcome.Unknown(Problem problem) -> {
        verifications.beginUnknown(recipient);
        events.startUnknown(recipient, channel);
        throw problem;
      }
    }
  }

  /**
   * Tries a code. Wrong, expired, used and never sent codes are all the same: false.
   *
   * @throws Problem if too many were tried, or Twilio does not say
   */
  boolean check(Recipient recipient, Code code, Origin origin) {
    limits.countCheck(recipient, origin);
    return switch (verifications.claim(recipient)) {
      case Verifications.Claim.Nothing() -> false;
      case Verifications.Claim.Exhausted(Duration rest) -> throw exhausted(rest);
      case Verifications.Claim.Granted granted -> ask(granted, recipient, code);
    };
  }

  private boolean ask(Verifications.Claim.Granted granted, Recipient recipient, Code code) {
    CheckOutcome outcome = gateway.check(granted.sid(), recipient, code);
    events.checked(outcome);
    return switch (outcome) {
      case APPROVED -> verifications.approve(granted.id());
      case WRONG, GONE -> false;
      case EXHAUSTED -> throw exhausted(verifications.rest(recipient));
    };
  }

  private static Problem exhausted(Duration rest) {
    return Problem.of(ProblemCode.TOO_MANY_ATTEMPTS, "all tries are used; start again later")
        .retryAfter(rest);
  }
}
