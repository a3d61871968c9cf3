package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.twiml.Verb;
import java.util.Map;

/** Sends a message in the course of a call. */
final class Texting {
  private final Exchange exchange;
  private final Session session;

  Texting(Exchange exchange, Session session) {
    this.exchange = exchange;
    this.session = session;
  }

  void send(Verb.Sms sms) {
    var parties = session.leg().call().leg();
    boolean called = parties.direction().equals("inbound");
    String party = called ? parties.from() : parties.to();
    String ours = called ? parties.to() : parties.from();
    try {
      String sid =
          exchange
              .messages()
              .send(
                  sms.to().orElse(party),
                  sms.from().orElse(ours),
                  sms.body(),
                  sms.callback().map(session::absolute));
      session.ask(sms.action(), Map.of("SmsSid", sid, "MessageSid", sid, "SmsStatus", "sent"));
    } catch (TwilioError refused) {
      exchange.warn(session.leg().call(), refused.code(), refused.getMessage());
      session.ask(sms.action(), Map.of("SmsStatus", "failed"));
    }
  }
}
