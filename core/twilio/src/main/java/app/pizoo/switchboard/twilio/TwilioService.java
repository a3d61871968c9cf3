package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.spi.ThrottledLogger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lends the {@link TwilioAccount}. */
public final class TwilioService implements SharedService {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);

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
    Wire wire = new Wire(settings.baseUrl(), CONNECT);
    TwilioClient client =
        new PooledClient(
            settings.credentials(),
            settings.region(),
            settings.edge(),
            wire,
            new RetryPolicy(ANSWER, CONNECT, System::nanoTime, Thread::sleep, context.random()),
            new RequestMetrics(context.metrics()),
            new TwilioProblems(new ThrottledLogger(context.logger(), context.clock())));
    TwilioAccount account =
        new ConfiguredAccount(
            client,
            new SignedTokens(
                settings.credentials(), settings.region(), context.clock(), context.random()),
            new WebhookSignature(settings.authTokens()),
            settings.from(),
            settings.messagingServiceSid(),
            settings.pushCredentialSid(),
            settings.countries(),
            settings.dialCountries(),
            settings.signalingUrl());
    return new LentAccount(account, wire);
  }

  private record LentAccount(TwilioAccount account, Wire wire) implements RunningService {
    @Override
    public Map<Class<?>, Object> objects() {
      return Map.of(TwilioAccount.class, account);
    }

    @Override
    public void warmUp() {
      wire.open();
      WarmUp.run(account);
    }

    @Override
    public void close() {
      wire.close();
    }
  }
}
