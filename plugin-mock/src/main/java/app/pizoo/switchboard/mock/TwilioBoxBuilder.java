package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.webhook.WebhookHosts;
import app.pizoo.switchboard.spi.DevService.AppTokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds a box. */
public final class TwilioBoxBuilder {
  private int port;
  private BoxAccount account = BoxAccount.fixed();
  private @Nullable BoxClock clock;
  private Supplier<Optional<URI>> publicUrl = Optional::empty;
  private Map<String, String> webhooks = Map.of();
  private Optional<AppTokens> appTokens = Optional.empty();
  private Optional<Path> authority = Optional.empty();
  private boolean passThrough;
  private WebhookHosts webhookHosts = WebhookHosts.LOOPBACK;

  TwilioBoxBuilder() {}

  /** Sets the port on loopback; 0, the default, means any free port. */
  public TwilioBoxBuilder port(int number) {
    port = number;
    return this;
  }

  /** Replaces the default credentials. */
  public TwilioBoxBuilder account(BoxAccount other) {
    account = other;
    return this;
  }

  /** Replaces the clock. The box closes it. */
  public TwilioBoxBuilder clock(BoxClock other) {
    clock = other;
    return this;
  }

  /**
   * Supplies the public URL of the server that uses the box. The box asks for it whenever it needs
   * it.
   */
  public TwilioBoxBuilder publicUrl(Supplier<Optional<URI>> url) {
    publicUrl = url;
    return this;
  }

  /**
   * Sets the paths of the server's webhook routes. The box uses them for the account's number, its
   * TwiML application and ad hoc rooms, unless those have their own URLs.
   *
   * @param paths by {@code voice_url}, {@code voice_status_callback}, {@code sms_url} and {@code
   *     room_status_callback}
   */
  public TwilioBoxBuilder webhooks(Map<String, String> paths) {
    webhooks = Map.copyOf(paths);
    return this;
  }

  /** Enables {@code /box/login} with the given token issuer. */
  public TwilioBoxBuilder appTokens(Optional<AppTokens> tokens) {
    appTokens = tokens;
    return this;
  }

  /**
   * Keeps the authority of the proxy's certificates in a folder; otherwise each box has a new one.
   */
  public TwilioBoxBuilder authority(Path folder) {
    authority = Optional.of(folder);
    return this;
  }

  /** Lets the proxy open tunnels to hosts other than Twilio's. */
  public TwilioBoxBuilder passThrough(boolean open) {
    passThrough = open;
    return this;
  }

  TwilioBoxBuilder webhookHosts(WebhookHosts hosts) {
    webhookHosts = hosts;
    return this;
  }

  /** Starts the box. */
  public TwilioBox start() {
    return new TwilioBox(this).listen();
  }

  int port() {
    return port;
  }

  BoxAccount account() {
    return account;
  }

  BoxClock clock() {
    return clock == null ? BoxClock.running() : clock;
  }

  Supplier<Optional<URI>> publicUrl() {
    return publicUrl;
  }

  Map<String, String> webhooks() {
    return webhooks;
  }

  WebhookHosts webhookHosts() {
    return webhookHosts;
  }

  Optional<AppTokens> appTokens() {
    return appTokens;
  }

  Optional<Path> authority() {
    return authority;
  }

  boolean passThrough() {
    return passThrough;
  }
}
