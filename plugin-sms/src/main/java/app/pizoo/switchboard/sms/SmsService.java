package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.http.Page;
import app.pizoo.switchboard.spi.http.Parameters;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Inbox;
import app.pizoo.switchboard.spi.storage.Outbox;
import app.pizoo.switchboard.twilio.Countries;
import app.pizoo.switchboard.twilio.OutcomeUnknown;
import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import java.util.List;
import java.util.Optional;

/** Decides which messages are sent, and applies callbacks. */
final class SmsService {
  private final SmsGateway gateway;
  private final Countries countries;
  private final SmsRateLimits limits;
  private final Messages messages;
  private final OptOuts optOuts;
  private final Inbox inbox;
  private final Outbox outbox;
  private final KeyedHashes keyedHashes;
  private final SmsMetrics metrics;

  SmsService(
      SmsGateway gateway,
      Countries countries,
      SmsRateLimits limits,
      Messages messages,
      OptOuts optOuts,
      Inbox inbox,
      Outbox outbox,
      KeyedHashes keyedHashes,
      SmsMetrics metrics) {
    this.gateway = gateway;
    this.countries = countries;
    this.limits = limits;
    this.messages = messages;
    this.optOuts = optOuts;
    this.inbox = inbox;
    this.outbox = outbox;
    this.keyedHashes = keyedHashes;
    this.metrics = metrics;
  }

  /**
   * Sends a message, once for each idempotency key.
   *
   * @throws Problem if it may not or cannot be sent
   */
  SentMessage send(PhoneNumber recipient, String body, Optional<Outbox.Key> key) {
    Outbox.Entry entry = new Outbox.Entry(key, SmsReconciler.details(recipient, body, keyedHashes));
    return SentMessage.of(outbox.send(entry, new Message(recipient, body)));
  }

  private final class Message implements Outbox.Send {
    private final PhoneNumber recipient;
    private final String body;

    Message(PhoneNumber recipient, String body) {
      this.recipient = recipient;
      this.body = body;
    }

    @Override
    public void admit() {
      countries.admit(recipient, "to");
      if (optOuts.contains(recipient)) {
        throw optedOut();
      }
    }

    @Override
    public void count(Database.Sql sql) {
      limits.countSend(sql, recipient);
    }

    @Override
    public Outbox.Outcome run(String entry) {
      return send(recipient, body, entry);
    }
  }

  private Outbox.Outcome send(PhoneNumber recipient, String body, String entry) {
    try {
      return switch (gateway.send(recipient, body, entry)) {
        case SendOutcome.Accepted accepted -> sent(recipient, accepted, entry);
        case SendOutcome.OptedOut() -> {
          optOuts.add(recipient);
          throw optedOut();
        }
      };
    } catch (Problem problem) {
      if (OutcomeUnknown.isBehind(problem)) {
        return new Outbox.Outcome.Unknown(problem);
      }
      throw problem;
    }
  }

  private Outbox.Outcome sent(PhoneNumber recipient, SendOutcome.Accepted accepted, String entry) {
    metrics.sent();
    Optional<StatusEvent> state =
        StatusEvent.find(
            accepted.sid(), accepted.status(), "", Recipient.of(recipient, keyedHashes));
    return new Outbox.Outcome.Sent(
        new SentMessage(accepted.sid(), accepted.status()).text(),
        sql -> state.ifPresent(event -> move(sql, event, entry)));
  }

  private boolean move(Database.Sql sql, StatusEvent event, String entry) {
    return messages.move(sql, event.kept(sql, outbox, entry));
  }

  /** Puts a status callback into the inbox. */
  void note(Parameters form, String entry) {
    StatusEvent.find(form, keyedHashes)
        .ifPresent(event -> inbox.put(DeliveryReport.CODEC, new DeliveryReport(event, entry)));
  }

  /** Handles an event from the inbox; late or repeated events change nothing. */
  Runnable handle(Database.Sql sql, DeliveryReport report) {
    StatusEvent event = report.event();
    if (!report.entry().isEmpty()) {
      SentMessage message = new SentMessage(event.sid(), event.status().twilioName());
      outbox.resolve(sql, report.entry(), Optional.of(message.text()));
    }
    boolean moved = move(sql, event, report.entry());
    return moved ? () -> metrics.moved(event) : () -> {};
  }

  /** Applies an opt-out or opt-in before the next message is sent. */
  void receive(InboundMessage message) {
    if (optOuts.apply(message.sid(), message.sender(), message.keyword())) {
      metrics.applied(message.keyword());
    }
  }

  /** A page of messages, newest first. */
  List<MessageEntry> messages(Page page) {
    return messages.list(page);
  }

  private static Problem optedOut() {
    return Problem.of(
            TwilioProblemCodes.DESTINATION_UNAVAILABLE, "the recipient has opted out of messages")
        .inField("to");
  }
}
