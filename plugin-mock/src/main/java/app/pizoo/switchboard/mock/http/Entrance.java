package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.mock.proxy.TwilioHost;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Optional;

/** The two ways in which requests reach the box. */
enum Entrance {
  /** Requests to an address of this machine, for the box itself and for all products. */
  LOCAL("The box accepts requests from this machine only.") {
    @Override
    boolean admits(Headers headers) {
      return LoopbackPolicy.admits(
          headers.first(HeaderNames.HOST), headers.first(HeaderNames.ORIGIN));
    }

    // A program that sends Twilio's requests to the box's address can say which host it means.
    @Override
    Optional<TwilioHost> twilioHost(Headers headers) {
      return headers.first(FORWARDED_HOST).flatMap(TwilioHost::of);
    }
  },

  /**
   * Requests inside one of the proxy's tunnels. As at Twilio, pages of any origin can send them,
   * and nothing of the box itself is there.
   */
  TUNNEL("In a tunnel the box serves Twilio's host names only.") {
    @Override
    boolean admits(Headers headers) {
      return twilioHost(headers).isPresent();
    }

    @Override
    Optional<TwilioHost> twilioHost(Headers headers) {
      return headers.first(HeaderNames.HOST).flatMap(TwilioHost::of);
    }
  };

  private static final HeaderName FORWARDED_HOST = HeaderNames.create("X-Forwarded-Host");

  private final String refusal;

  Entrance(String refusal) {
    this.refusal = refusal;
  }

  /** Returns the sentence for requests that are not admitted. */
  String refusal() {
    return refusal;
  }

  /** Returns whether a request may be handled. */
  abstract boolean admits(Headers headers);

  /** Returns the host of Twilio's that a request is for. */
  abstract Optional<TwilioHost> twilioHost(Headers headers);
}
