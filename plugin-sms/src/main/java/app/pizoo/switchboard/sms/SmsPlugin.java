package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Schema;
import app.pizoo.switchboard.spi.Started;
import app.pizoo.switchboard.twilio.TwilioAccount;
import java.util.List;

/** Wires the plugin. */
public final class SmsPlugin implements Plugin {
  @Override
  public PluginInfo info() {
    return new PluginInfo("sms", "sending and receiving text messages");
  }

  @Override
  public List<Requirement> requirements() {
    return List.of(
        Requirement.anyOf("to send text messages", "TWILIO_FROM", "TWILIO_MESSAGING_SERVICE_SID"),
        Requirement.inProduction(
            "to learn what became of messages, and who wants no more", "SWITCHBOARD_PUBLIC_URL"),
        Requirement.inProduction(
            "to say which countries messages may be sent to", "SWITCHBOARD_COUNTRIES"));
  }

  @Override
  public Schema schema() {
    return SmsSchema.SCHEMA;
  }

  @Override
  public List<LimitRule> limits() {
    return SmsLimits.RULES;
  }

  @Override
  public Started start(PluginContext context) {
    TwilioAccount account = context.shared(TwilioAccount.class);
    SmsService service =
        new SmsService(
            new SmsGateway(account.client(), Sender.of(account), context.publicUrl()),
            account.countries(),
            new SmsLimits(context.limits()),
            new Messages(context.database(), context.fingerprints(), context.clock()),
            new OptOuts(context.database(), context.fingerprints(), context.clock()),
            new SmsEvents(context.metrics(), context.logger()));
    return new SmsRoutes(service, context.guards().service("sms:send"), account.signed());
  }
}
