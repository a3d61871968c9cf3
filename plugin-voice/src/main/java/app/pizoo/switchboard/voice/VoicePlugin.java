package app.pizoo.switchboard.voice;

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
public final class VoicePlugin implements Plugin {
  @Override
  public PluginInfo info() {
    return new PluginInfo("voice", "voice calls in the browser and to phones");
  }

  @Override
  public List<Setting<?>> settings() {
    return VoiceSettings.ALL;
  }

  @Override
  public List<Requirement> requirements() {
    return VoiceSettings.REQUIREMENTS;
  }

  @Override
  public Schema schema() {
    return Calls.SCHEMA;
  }

  @Override
  public List<LimitRule> limits() {
    return VoiceLimits.RULES;
  }

  @Override
  public Started start(PluginContext context) {
    TwilioAccount account = context.shared(TwilioAccount.class);
    VoiceService service =
        new VoiceService(
            account,
            context.settings().get(VoiceSettings.APPLICATION_SID),
            context.settings().find(VoiceSettings.INBOUND_IDENTITY),
            context.permissions(),
            new VoiceLimits(context.limits()),
            new Calls(context.database(), context.clock()),
            new VoiceEvents(context.metrics()));
    return new VoiceRoutes(
        service,
        new CallTwiml(context.publicUrl()),
        context.guards().user(),
        account.signed(),
        context.guards().open(),
        account.signalingUrl());
  }
}
