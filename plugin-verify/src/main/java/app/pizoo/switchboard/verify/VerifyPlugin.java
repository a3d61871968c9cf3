package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginDescription;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.Schema;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.twilio.TwilioAccount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Wires the plugin. */
public final class VerifyPlugin implements Plugin {
  @Override
  public PluginInfo info() {
    return new PluginInfo(
        "verify", "verification of phone numbers and email addresses by one-time codes");
  }

  @Override
  public List<Setting<?>> settings() {
    return VerifySettings.ALL;
  }

  @Override
  public List<Requirement> requirements() {
    return List.of(
        Requirement.allOf("to send and check codes", VerifySettings.SERVICE_SID.name()),
        Requirement.allOrNone(
            "to have people show that they are people",
            VerifySettings.CAPTCHA.name(),
            VerifySettings.CAPTCHA_VERIFY_URL.name(),
            VerifySettings.CAPTCHA_SECRET.name()),
        Requirement.inProduction(
            "to say which countries codes may be sent to", "SWITCHBOARD_COUNTRIES"));
  }

  @Override
  public Schema schema() {
    return VerifySchema.SCHEMA;
  }

  @Override
  public List<RateLimit> rateLimits() {
    return VerifyRules.RULES;
  }

  @Override
  public List<ProblemCode> problemCodes() {
    return VerifyProblemCodes.ALL;
  }

  @Override
  public int erase(Erasure erasure) {
    return Verifications.erase(erasure) + LineTypeLookup.erase(erasure);
  }

  @Override
  public Set<String> erasureKeys(KeyedHashes keyedHashes, String subject) {
    return Set.of(VerifyReconciler.to(Recipient.normal(subject), keyedHashes));
  }

  @Override
  public String rateLimitKey(String subject) {
    return Recipient.find(subject).map(Recipient::counted).orElse(subject);
  }

  @Override
  public RunningPlugin start(PluginContext context) {
    VerifySettings settings = VerifySettings.from(context.settings());
    TwilioAccount account = context.shared(TwilioAccount.class);
    VerifyGateway gateway = new VerifyGateway(account.client(), settings.serviceSid());
    VerifyMetrics events = new VerifyMetrics(context.metrics(), context.logger(), context.clock());
    Verifications verifications =
        new Verifications(
            context.database(), context.keyedHashes(), context.clock(), context.random());
    Captcha captcha = captcha(context, settings.captcha(), events);
    VerifyLimits limits = new VerifyLimits(context.rateLimits(), settings.access());
    Optional<LineTypeLookup> lines =
        settings.lookup() ? Optional.of(lines(context, account, limits)) : Optional.empty();
    VerifyService service =
        new VerifyService(
            gateway,
            account.countries(),
            limits,
            new ConversionWatch(context.database(), context.rateLimits(), context.clock(), events),
            captcha,
            lines,
            verifications,
            context.outbox(),
            context.keyedHashes(),
            new EvenChecks(() -> gateway.pretend(context.random()), context.random()),
            new EvenStarts(),
            events);
    VerifyReconciler reconciliation =
        new VerifyReconciler(
            gateway,
            verifications,
            context.outbox(),
            context.database(),
            context.keyedHashes(),
            context.clock());
    ProofKeys keys =
        new ProofKeys(context.database(), context.clock(), settings.proofKeys(), context.logger());
    VerifyRoutes routes =
        new VerifyRoutes(
            service,
            new Proofs(keys, context.publicUrl(), context.clock(), context.random()),
            settings.access(),
            context.guards());
    return RunningPlugin.builder()
        .routes(routes::register)
        .scheduledTasks(
            List.of(
                new ScheduledTask(
                    "settling starts",
                    Duration.ofSeconds(30),
                    () -> context.outbox().reconcile(reconciliation)),
                new ScheduledTask(
                    "asking for verifications", Duration.ofSeconds(30), reconciliation::ask),
                new ScheduledTask("removing old ones", Duration.ofHours(1), verifications::sweep),
                new ScheduledTask("looking after keys", Duration.ofMinutes(10), keys::rotate),
                new ScheduledTask("removing captchas", Duration.ofHours(1), captcha::sweep),
                new ScheduledTask(
                    "forgetting lines",
                    Duration.ofHours(1),
                    () -> lines.ifPresent(LineTypeLookup::sweep))))
        .description(description(settings.access()))
        .build();
  }

  private static LineTypeLookup lines(
      PluginContext context, TwilioAccount account, VerifyLimits limits) {
    return new LineTypeLookup(
        new LookupGateway(account.client()),
        limits,
        context.database(),
        context.keyedHashes(),
        context.clock(),
        new ThrottledLogger(context.logger(), context.clock()));
  }

  private static Captcha captcha(
      PluginContext context, Optional<Captcha.Demand> demand, VerifyMetrics events) {
    Optional<Captcha.Terms> terms =
        demand.map(when ->
            new Captcha.Terms(
                when,
                VerifySettings.siteVerify(
                    context.settings(), new ThrottledLogger(context.logger(), context.clock()))));
    return new Captcha(terms, context.database(), context.keyedHashes(), context.clock(), events);
  }

  static PluginDescription description(AuthMode access) {
    return PluginDescription.of(
        VerifyPlugin.class.getResourceAsStream("openapi.yaml"),
        example(access, "start", "{\"phone\":\"+1234567890\",\"channel\":\"sms\"}"),
        example(access, "check", "{\"phone\":\"+1234567890\",\"code\":\"123456\"}"));
  }

  private static String example(AuthMode access, String step, String body) {
    String authorization =
        switch (access) {
          case OPEN -> "";
          case USER -> " -H \"Authorization: Bearer $({switchboard} token user123)\"";
          case SERVICE ->
              " -H \"Authorization: Bearer $({switchboard} token backend --scope verify)\"";
        };
    return "curl {api}/api/auth/verify/"
        + step
        + authorization
        + " -H 'Content-Type: application/json' -d '"
        + body
        + "'";
  }
}
