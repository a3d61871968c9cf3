package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.token.AccessToken;
import app.pizoo.switchboard.mock.token.AccessTokenException;
import java.time.Duration;
import java.util.Optional;

/** The token of a connection and its registration for incoming calls. Thread-safe. */
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

  /** Returns the token while it is valid. */
  synchronized Optional<AccessToken> token() {
    return token;
  }

  /** Accepts a first or renewed token. An invalid one changes nothing. */
  synchronized void authenticate(String jwt) {
    try {
      AccessToken fresh = context.tokens().verify(jwt);
      VoiceGrant.of(fresh);
      if (token.filter(known -> known.identity().equals(fresh.identity())).isEmpty()) {
        unregister();
      }
      token = Optional.of(fresh);
      Duration left = Duration.between(context.box().clock().instant(), fresh.expires());
      expiry.ifPresent(BoxClock.Pending::cancel);
      expiry = Optional.of(context.box().clock().after(left, this::expired));
      client.send("connected", ConnectedPayload.of(fresh, left));
      registerIfWanted();
    } catch (AccessTokenException refused) {
      client.error(VoiceErrorCodes.of(refused.fault()), refused.fault().message());
    }
  }

  /** Registers or unregisters for incoming calls. */
  synchronized void register(boolean audio) {
    if (token.isEmpty() || (audio && !VoiceGrant.of(token.get()).incoming())) {
      client.error(TOKEN_INVALID, "Invalid JWT token");
      return;
    }
    wanted = audio;
    if (audio) {
      registerIfWanted();
    } else {
      unregister();
    }
    client.send(audio ? "ready" : "offline", ConnectedPayload.place());
  }

  /** Ends the registration with the connection. */
  synchronized void end() {
    expiry.ifPresent(BoxClock.Pending::cancel);
    unregister();
    token = Optional.empty();
  }

  /** Unregisters a device whose token has expired; a new token registers it again. */
  private synchronized void expired() {
    unregister();
    token = Optional.empty();
    client.error(TOKEN_EXPIRED, "JWT token expired");
  }

  private void unregister() {
    token.ifPresent(known -> context.devices().unregister(known.identity(), client));
  }

  private void registerIfWanted() {
    if (wanted) {
      token.ifPresent(known -> context.devices().register(known.identity(), client));
    }
  }
}
