package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.twiml.Verb;
import java.util.Map;

/** Executes {@code <Sms>}: sends a message during a call. */
final class SmsSender {
  private final EngineContext shared;
  private final Session session;

  SmsSender(EngineContext shared, Session session) {
    this.shared = shared;
    this.session = session;
  }

  void send(Verb.Sms sms) {
    var parties = session.leg().call().parties();
    boolean called = parties.direction().equals("inbound");
    String party = called ? parties.from() : parties.to();
    String ours = called ? parties.to() : parties.from();
    try {
      String sid =
          shared
              .messages()
              .send(
                  sms.to().orElse(party),
                  sms.from().orElse(ours),
                  sms.body(),
                  sms.callback().map(session::absolute));
      session.ask(sms.action(), Map.of("SmsSid", sid, "MessageSid", sid, "SmsStatus", "sent"));
    } catch (TwilioError refused) {
      shared.warn(session.leg().call(), refused.code(), refused.getMessage());
      session.ask(sms.action(), Map.of("SmsStatus", "failed"));
    }
  }
}
