package app.pizoo.switchboard.verify;

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
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.twilio.TwilioAccount;
import app.pizoo.switchboard.verify.fraud.Captcha;
import app.pizoo.switchboard.verify.fraud.ConversionWatch;
import app.pizoo.switchboard.verify.fraud.FraudChecks;
import app.pizoo.switchboard.verify.fraud.LineTypeLookup;
import app.pizoo.switchboard.verify.fraud.LookupGateway;
import app.pizoo.switchboard.verify.fraud.TimingEqualizer;
import app.pizoo.switchboard.verify.fraud.VerifyProblemCodes;
import app.pizoo.switchboard.verify.fraud.VerifyRateLimits;
import app.pizoo.switchboard.verify.proof.ProofKeys;
import app.pizoo.switchboard.verify.proof.Proofs;
import app.pizoo.switchboard.verify.request.AuthMode;
import app.pizoo.switchboard.verify.request.Recipient;
import app.pizoo.switchboard.verify.verification.KeyedLock;
import app.pizoo.switchboard.verify.verification.Verifications;
import app.pizoo.switchboard.verify.verification.VerifyGateway;
import app.pizoo.switchboard.verify.verification.VerifyMetrics;
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
            "to require captchas",
            VerifySettings.CAPTCHA.name(),
            VerifySettings.CAPTCHA_VERIFY_URL.name(),
            VerifySettings.CAPTCHA_SECRET.name()),
        Requirement.inProduction(
            "to limit the countries that codes may be sent to", "SWITCHBOARD_COUNTRIES"));
  }

  @Override
  public Schema schema() {
    return VerifySchema.SCHEMA;
  }

  @Override
  public List<RateLimit> rateLimits() {
    return VerifyRateLimits.RULES;
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
    return Set.of(VerifyReconciler.to(Recipient.normalize(subject), keyedHashes));
  }

  @Override
  public String rateLimitKey(String subject) {
    return Recipient.find(subject).map(Recipient::rateLimitKey).orElse(subject);
  }

  @Override
  public RunningPlugin start(PluginContext context) {
    VerifySettings settings = VerifySettings.from(context.settings());
    TwilioAccount account = context.shared(TwilioAccount.class);
    VerifyGateway gateway = new VerifyGateway(account.client(), settings.serviceSid());
    VerifyMetrics metrics = new VerifyMetrics(context.metrics(), context.logger(), context.clock());
    RandomIds randomIds = new RandomIds(context.random());
    Verifications verifications =
        new Verifications(context.database(), context.keyedHashes(), context.clock(), randomIds);
    Captcha captcha = captcha(context, settings.captcha(), metrics);
    VerifyRateLimits rateLimits = new VerifyRateLimits(context.rateLimits(), settings.authMode());
    Optional<LineTypeLookup> lineTypes =
        settings.lookup() ? Optional.of(lineTypes(context, account, rateLimits)) : Optional.empty();
    ProofKeys keys =
        new ProofKeys(context.database(), context.clock(), settings.proofKeys(), context.logger());
    VerifyService service =
        new VerifyService(
            gateway,
            new FraudChecks(
                account.countries(),
                rateLimits,
                new ConversionWatch(
                    context.database(), context.rateLimits(), context.clock(), metrics),
                captcha,
                lineTypes),
            new TimingEqualizer(() -> gateway.checkNonexistent(randomIds.get()), context.random()),
            verifications,
            new Proofs(keys, context.publicUrl(), context.clock(), randomIds),
            context.outbox(),
            context.keyedHashes(),
            metrics,
            new KeyedLock(KeyedLock.TIMEOUT));
    VerifyReconciler reconciler =
        new VerifyReconciler(
            gateway,
            verifications,
            context.outbox(),
            context.database(),
            context.keyedHashes(),
            context.clock());
    VerifyRoutes routes = new VerifyRoutes(service, settings.authMode(), context.guards());
    return RunningPlugin.builder()
        .routes(routes::register)
        .scheduledTasks(
            List.of(
                new ScheduledTask(
                    "reconciling starts",
                    Duration.ofSeconds(30),
                    () -> context.outbox().reconcile(reconciler)),
                new ScheduledTask(
                    "fetching verifications", Duration.ofSeconds(30), reconciler::ask),
                new ScheduledTask(
                    "removing expired verifications", Duration.ofHours(1), verifications::sweep),
                new ScheduledTask("rotating proof keys", Duration.ofMinutes(10), keys::rotate),
                new ScheduledTask("removing used captchas", Duration.ofHours(1), captcha::sweep),
                new ScheduledTask(
                    "removing line types",
                    Duration.ofHours(1),
                    () -> lineTypes.ifPresent(LineTypeLookup::sweep))))
        .description(description(settings.authMode()))
        .build();
  }

  private static LineTypeLookup lineTypes(
      PluginContext context, TwilioAccount account, VerifyRateLimits rateLimits) {
    return new LineTypeLookup(
        new LookupGateway(account.client()),
        rateLimits,
        context.database(),
        context.keyedHashes(),
        context.clock(),
        new ThrottledLogger(context.logger(), context.clock()));
  }

  private static Captcha captcha(
      PluginContext context, Optional<Captcha.Policy> policy, VerifyMetrics metrics) {
    Optional<Captcha.Mode> terms =
        policy.map(when ->
            new Captcha.Mode(
                when,
                VerifySettings.siteVerify(
                    context.settings(), new ThrottledLogger(context.logger(), context.clock()))));
    return new Captcha(terms, context.database(), context.keyedHashes(), context.clock(), metrics);
  }

  static PluginDescription description(AuthMode authMode) {
    return PluginDescription.of(
        VerifyPlugin.class.getResourceAsStream("openapi.yaml"),
        example(authMode, "start", "{\"phone\":\"+1234567890\",\"channel\":\"sms\"}"),
        example(authMode, "check", "{\"phone\":\"+1234567890\",\"code\":\"123456\"}"));
  }

  private static String example(AuthMode authMode, String step, String body) {
    String authorization =
        switch (authMode) {
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
