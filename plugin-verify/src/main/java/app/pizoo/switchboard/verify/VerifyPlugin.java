package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Schema;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.Started;
import app.pizoo.switchboard.twilio.TwilioAccount;
import java.util.List;

/** Wires the plugin. */
public final class VerifyPlugin implements Plugin {
  @Override
  public PluginInfo info() {
    return new PluginInfo(
        "verify", "verification of phone numbers and mail addresses by one-time codes");
  }

  @Override
  public List<Setting<?>> settings() {
    return VerifySettings.ALL;
  }

  @Override
  public List<Requirement> requirements() {
    return List.of(
        Requirement.allOf("to send and check codes", VerifySettings.SERVICE_SID.name()),
        Requirement.inProduction(
            "to say which countries codes may be sent to", "SWITCHBOARD_COUNTRIES"));
  }

  @Override
  public Schema schema() {
    return Verifications.SCHEMA;
  }

  @Override
  public List<LimitRule> limits() {
    return VerifyLimits.RULES;
  }

  @Override
  public Started start(PluginContext context) {
    VerifySettings settings = VerifySettings.from(context.settings());
    TwilioAccount account = context.shared(TwilioAccount.class);
    VerifyService service =
        new VerifyService(
            new VerifyGateway(account.client(), settings.serviceSid()),
            account.countries(),
            new VerifyLimits(context.limits(), settings.access()),
            new Verifications(
                context.database(), context.fingerprints(), context.clock(), context.random()),
            new VerifyEvents(context.metrics(), context.logger()));
    return new VerifyRoutes(service, settings.access(), context.guards());
  }
}
