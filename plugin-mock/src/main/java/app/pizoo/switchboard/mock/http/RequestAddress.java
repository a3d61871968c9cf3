package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.mock.proxy.TwilioHost;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The address under which a program reached the box: in a tunnel Twilio's own, which the links of
 * the response then have too.
 */
public final class RequestAddress {
  private static final ScopedValue<URI> TUNNELED = ScopedValue.newInstance();

  private RequestAddress() {}

  /** Returns Twilio's address if this thread handles a request in a tunnel. */
  public static Optional<URI> ofTunnel() {
    return TUNNELED.isBound() ? Optional.of(TUNNELED.get()) : Optional.empty();
  }

  static <T> T during(TwilioHost host, Supplier<T> handling) {
    return ScopedValue.where(TUNNELED, URI.create("https://" + host.name())).call(handling::get);
  }
}
