package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.token.AccessToken;
import app.pizoo.switchboard.mock.token.TokenRefused;
import java.time.Duration;
import java.util.Optional;

/** Whose a connection is, until when, and whether it can be called. Safe for all threads. */
final class Registration {
  private static final int TOKEN_INVALID = 31204;
  private static final int TOKEN_EXPIRED = 31205;

  private final VoiceContext context;
  private final VoiceClient client;
  private Optional<AccessToken> token = Optional.empty();
  private Optional<BoxClock.Pending> expiry = Optional.empty();
  private boolean wanted;

  Registration(VoiceContext context, VoiceClient client) {
    this.context = context;
    this.client = client;
  }

  /** The token, while it is valid. */
  synchronized Optional<AccessToken> token() {
    return token;
  }

  /** Takes a first or a fresh token. A refused one changes nothing. */
  synchronized void listen(String jwt) {
    try {
      AccessToken fresh = context.tokens().verify(jwt);
      VoiceGrant.of(fresh);
      if (token.filter(known -> known.identity().equals(fresh.identity())).isEmpty()) {
        sleep();
      }
      token = Optional.of(fresh);
      Duration left = Duration.between(context.box().clock().instant(), fresh.expires());
      expiry.ifPresent(BoxClock.Pending::cancel);
      expiry = Optional.of(context.box().clock().after(left, this::expired));
      client.send("connected", Greeting.of(fresh, left));
      wake();
    } catch (TokenRefused refused) {
      client.error(VoiceCodes.of(refused.fault()), refused.fault().message());
    }
  }

  /** Wants to be called, or no longer. */
  synchronized void register(boolean audio) {
    if (token.isEmpty() || (audio && !VoiceGrant.of(token.get()).incoming())) {
      client.error(TOKEN_INVALID, "Invalid JWT token");
      return;
    }
    wanted = audio;
    if (audio) {
      wake();
    } else {
      sleep();
    }
    client.send(audio ? "ready" : "offline", Greeting.place());
  }

  /** Ends with the connection. */
  synchronized void end() {
    expiry.ifPresent(BoxClock.Pending::cancel);
    sleep();
    token = Optional.empty();
  }

  /** A device whose token is over is not called, but is again with a fresh one. */
  private synchronized void expired() {
    sleep();
    token = Optional.empty();
    client.error(TOKEN_EXPIRED, "JWT token expired");
  }

  private void sleep() {
    token.ifPresent(known -> context.devices().unregister(known.identity(), client));
  }

  private void wake() {
    if (wanted) {
      token.ifPresent(known -> context.devices().register(known.identity(), client));
    }
  }
}
