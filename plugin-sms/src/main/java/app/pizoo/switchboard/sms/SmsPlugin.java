package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginDescription;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.twilio.TwilioAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
            "to receive webhooks about deliveries and opt-outs", "SWITCHBOARD_PUBLIC_URL"),
        Requirement.inProduction(
            "to limit the countries that messages may be sent to", "SWITCHBOARD_COUNTRIES"));
  }

  @Override
  public Schema schema() {
    return SmsSchema.SCHEMA;
  }

  @Override
  public Map<String, String> webhooks() {
    return Map.of("sms_url", SmsRoutes.INCOMING);
  }

  @Override
  public List<RateLimit> rateLimits() {
    return SmsRateLimits.RULES;
  }

  /** An opt-out keeps its keyed hash, because the next message would be sent otherwise. */
  @Override
  public int erase(Erasure erasure) {
    return Messages.erase(erasure)
        + erasure
            .sql()
            .update(
                "UPDATE sms_opt_outs SET masked = '' WHERE recipient = ? AND masked <> ''",
                Recipient.key(erasure.subject(), erasure.keyedHashes()));
  }

  @Override
  public Set<String> erasureKeys(KeyedHashes keyedHashes, String subject) {
    return Set.of(Recipient.key(subject, keyedHashes));
  }

  @Override
  public RunningPlugin start(PluginContext context) {
    TwilioAccount account = context.shared(TwilioAccount.class);
    SmsGateway gateway = new SmsGateway(account.client(), Sender.of(account), context.publicUrl());
    Messages messages = new Messages(context.database(), context.clock());
    SmsMetrics metrics = new SmsMetrics(context.metrics(), context.logger());
    SmsService service =
        new SmsService(
            gateway,
            account.countries(),
            new SmsRateLimits(context.rateLimits()),
            messages,
            new OptOuts(context.database(), context.keyedHashes(), context.clock()),
            context.inbox(),
            context.outbox(),
            context.keyedHashes(),
            metrics);
    SmsReconciler reconciliation =
        new SmsReconciler(
            gateway,
            messages,
            context.outbox(),
            context.database(),
            context.keyedHashes(),
            metrics);
    SmsRoutes routes = new SmsRoutes(service, context.guards(), account.signed());
    return RunningPlugin.builder()
        .routes(routes::register)
        .onEvent(DeliveryReport.CODEC, service::handle)
        .scheduledTasks(
            List.of(
                new ScheduledTask(
                    "reconciling sends",
                    Duration.ofSeconds(30),
                    () -> context.outbox().reconcile(reconciliation)),
                new ScheduledTask("fetching messages", Duration.ofSeconds(30), reconciliation::ask),
                new ScheduledTask(
                    "removing old messages",
                    Duration.ofHours(1),
                    () -> messages.sweep(context.retention()))))
        .description(description())
        .build();
  }

  private static PluginDescription description() {
    return PluginDescription.of(
        SmsPlugin.class.getResourceAsStream("openapi.yaml"),
        "curl {api}/api/twilio/sms/send"
            + " -H \"Authorization: Bearer $({switchboard} token backend --scope sms:send)\""
            + " -H 'Content-Type: application/json'"
            + " -d '{\"to\":\"+1234567890\",\"body\":\"Hello\"}'");
  }
}
