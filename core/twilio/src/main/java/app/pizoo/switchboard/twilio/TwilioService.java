package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Provides the {@link TwilioAccount}. */
public final class TwilioService implements SharedService {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(10);

  @Override
  public PluginInfo info() {
    return new PluginInfo("twilio", "the account at Twilio");
  }

  @Override
  public List<Setting<?>> settings() {
    return TwilioSettings.ALL;
  }

  @Override
  public List<Requirement> requirements() {
    return TwilioSettings.REQUIREMENTS;
  }

  @Override
  public List<ProblemCode> problemCodes() {
    return TwilioProblemCodes.ALL;
  }

  @Override
  public RunningService start(PluginContext context) {
    TwilioSettings settings = new TwilioSettings(context.settings());
    Outage outage = new Outage(context.logger());
    ThrottledLogger logger = new ThrottledLogger(context.logger(), context.clock());
    HttpConnections connections = new HttpConnections(settings.baseUrl(), CONNECT_TIMEOUT);
    TwilioClient client =
        new PooledClient(
            settings.credentials(),
            settings.region(),
            settings.edge(),
            connections,
            new RetryPolicy(
                TOTAL_TIMEOUT, CONNECT_TIMEOUT, System::nanoTime, Thread::sleep, context.random()),
            new RequestMetrics(context.metrics(), outage),
            new TwilioProblems(logger));
    TwilioAccount account =
        new ConfiguredAccount(
            client,
            new SignedTokens(
                settings.credentials(), settings.region(), context.clock(), context.random()),
            new WebhookSignature(
                settings.authTokens(), new WebhookRefusals(context.metrics(), logger)),
            settings.from(),
            settings.messagingServiceSid(),
            settings.pushCredentialSid(),
            settings.countries(),
            settings.dialCountries(),
            settings.signalingUrl());
    return new RunningAccount(account, connections, outage);
  }

  private record RunningAccount(TwilioAccount account, HttpConnections connections, Outage trouble)
      implements RunningService {
    @Override
    public Optional<String> outage() {
      return trouble.cause();
    }

    @Override
    public Map<Class<?>, Object> objects() {
      return Map.of(TwilioAccount.class, account);
    }

    @Override
    public void warmUp() {
      connections.warmUp();
      WarmUp.run(account);
    }

    @Override
    public void close() {
      connections.close();
    }
  }
}
