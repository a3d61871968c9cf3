package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.spi.DevService.AppTokens;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says how a box is. */
public final class TwilioBoxBuilder {
  private int port;
  private BoxAccount account = BoxAccount.fixed();
  private @Nullable BoxClock clock;
  private Supplier<Optional<URI>> publicUrl = Optional::empty;
  private Optional<AppTokens> appTokens = Optional.empty();

  TwilioBoxBuilder() {}

  /** The port on loopback, 0 (the default) for any free one. */
  public TwilioBoxBuilder port(int number) {
    port = number;
    return this;
  }

  /** Other credentials than the fixed ones. */
  public TwilioBoxBuilder account(BoxAccount other) {
    account = other;
    return this;
  }

  /** Another clock; the box closes it. */
  public TwilioBoxBuilder clock(BoxClock other) {
    clock = other;
    return this;
  }

  /** The address of the server that uses the box; asked when it is needed. */
  public TwilioBoxBuilder publicUrl(Supplier<Optional<URI>> url) {
    publicUrl = url;
    return this;
  }

  /** Who signs the tokens of {@code /box/login}. */
  public TwilioBoxBuilder appTokens(Optional<AppTokens> tokens) {
    appTokens = tokens;
    return this;
  }

  /** Starts it. */
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

  Optional<AppTokens> appTokens() {
    return appTokens;
  }
}
