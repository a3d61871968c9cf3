package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginDescription;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.twilio.TwilioAccount;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    return VoiceSchema.SCHEMA;
  }

  @Override
  public Map<String, String> webhooks() {
    return Map.of("voice_url", VoiceRoutes.INCOMING, "voice_status_callback", VoiceRoutes.STATUS);
  }

  @Override
  public List<RateLimit> rateLimits() {
    return VoiceRateLimits.RULES;
  }

  @Override
  public int erase(Erasure erasure) {
    return CallParties.erase(erasure);
  }

  @Override
  public Set<String> erasureKeys(KeyedHashes keyedHashes, String subject) {
    return Set.of(Party.key(subject, keyedHashes));
  }

  @Override
  public RunningPlugin start(PluginContext context) {
    TwilioAccount account = context.shared(TwilioAccount.class);
    VoiceRateLimits limits = new VoiceRateLimits(context.rateLimits());
    EndedCalls ended = new EndedCalls();
    VoiceMetrics metrics = new VoiceMetrics(context.metrics());
    CallLog recorder =
        new CallLog(
            new Calls(context.database(), context.clock()),
            context.inbox(),
            context.database(),
            context.keyedHashes(),
            new VoiceGateway(account.client(), context.keyedHashes()),
            limits,
            ended,
            metrics,
            context.logger());
    VoiceService service =
        new VoiceService(
            account,
            context.settings().get(VoiceSettings.APPLICATION_SID),
            context.settings().find(VoiceSettings.INBOUND_IDENTITY),
            context.permissions(),
            limits,
            ended,
            recorder,
            new CallHistory(context.database()),
            metrics);
    VoiceRoutes routes =
        new VoiceRoutes(
            service,
            new CallTwiml(context.publicUrl()),
            context.guards(),
            account.signed(),
            account.signalingUrl());
    return RunningPlugin.builder()
        .routes(routes::register)
        .onEvent(CallLog.CODEC, recorder::handle)
        .scheduledTasks(recorder.scheduledTasks(context.retention()))
        .description(description())
        .build();
  }

  private static PluginDescription description() {
    return PluginDescription.of(
        VoicePlugin.class.getResourceAsStream("openapi.yaml"),
        "curl {api}/api/twilio/voice/token"
            + " -H \"Authorization: Bearer $({switchboard} token user123)\""
            + " -H 'Content-Type: application/json'"
            + " -d '{\"identity\":\"user123\"}'");
  }
}
