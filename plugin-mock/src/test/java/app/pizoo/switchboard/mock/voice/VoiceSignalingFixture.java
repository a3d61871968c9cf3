package app.pizoo.switchboard.mock.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.BoxServer;
import app.pizoo.switchboard.mock.store.Sids;
import app.pizoo.switchboard.mock.testing.TestBoxServer;
import app.pizoo.switchboard.mock.token.AccessTokens;
import app.pizoo.switchboard.mock.webhook.SignedWebhooks;
import app.pizoo.switchboard.mock.webhook.WebhookHosts;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The voice fixture behind a real socket, with a clock that stands still. */
final class VoiceSignalingFixture implements AutoCloseable {
  final BoxClock clock = BoxClock.manual(Instant.now());
  final Devices devices = new Devices();
  final FakeCallEngine engine = new FakeCallEngine();
  final Faults faults = new Faults();
  private final HttpClient client = HttpClient.newHttpClient();
  private final SignedWebhooks webhooks;
  private final BoxServer server;

  VoiceSignalingFixture() {
    BoxAccount account = BoxAccount.fixed();
    ActivityFeed events = new ActivityFeed(clock);
    webhooks =
        new SignedWebhooks(account.authToken(), clock, events, faults, WebhookHosts.LOOPBACK);
    BoxContext context =
        new BoxContext(
            account,
            clock,
            new Sids(new SecureRandom()),
            events,
            webhooks,
            this::address,
            Optional::empty,
            Map.of());
    BoxRoutes routes = new BoxRoutes();
    new VoiceSignaling(context, faults, new AccessTokens(account, clock), devices, engine)
        .register(routes);
    server = TestBoxServer.of(routes, faults);
    server.start();
  }

  private URI address() {
    return server.address();
  }

  /** Returns a connection that has sent nothing. */
  Browser connect() throws Exception {
    return new Browser(client, server.address());
  }

  /** Returns a connection that is registered for incoming calls. */
  Browser registered(String identity) throws Exception {
    return connect().register(Browser.token(identity, 3600));
  }

  /** The only device of an identity. */
  Device device(String identity) {
    await(() -> devices.of(identity).size() == 1);
    return devices.of(identity).getFirst();
  }

  void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofMinutes(3));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("the condition comes in time").isBefore(end);
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
    webhooks.close();
    clock.close();
  }
}
