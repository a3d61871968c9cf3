package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.twilio.Countries;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Optional;

/** Decides which messages are sent, and what callbacks change. */
final class SmsService {
  private final SmsGateway gateway;
  private final Countries countries;
  private final SmsLimits limits;
  private final Messages messages;
  private final OptOuts optOuts;
  private final SmsEvents events;

  SmsService(
      SmsGateway gateway,
      Countries countries,
      SmsLimits limits,
      Messages messages,
      OptOuts optOuts,
      SmsEvents events) {
    this.gateway = gateway;
    this.countries = countries;
    this.limits = limits;
    this.messages = messages;
    this.optOuts = optOuts;
    this.events = events;
  }

  /**
   * Sends a message.
   *
   * @throws Problem if it may not or cannot be sent
   */
  SendOutcome.Accepted send(PhoneNumber recipient, String body) {
    countries.admit(recipient, "to");
    if (optOuts.contains(recipient)) {
      throw optedOut();
    }
    limits.countSend(recipient);
    return switch (gateway.send(recipient, body)) {
      case SendOutcome.Accepted accepted -> {
        DeliveryStatus.find(accepted.status())
            .map(status -> new StatusEvent(accepted.sid(), status, "", Optional.of(recipient)))
            .ifPresent(messages::move);
        events.sent();
        yield accepted;
      }
      case SendOutcome.OptedOut() -> {
        optOuts.add(recipient);
        throw optedOut();
      }
    };
  }

  /** Notes how far a message has come; what is late or repeated changes nothing. */
  void note(StatusEvent event) {
    if (messages.move(event)) {
      events.moved(event);
    }
  }

  /** Honours an opt-out or opt-in before the next message is sent. */
  void receive(InboundMessage message) {
    if (optOuts.apply(message.sid(), message.sender(), message.keyword())) {
      events.applied(message.keyword());
    }
  }

  private static Problem optedOut() {
    return Problem.of(
            ProblemCode.DESTINATION_UNAVAILABLE, "the recipient has opted out of messages")
        .inField("to");
  }
}
