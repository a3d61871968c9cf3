package app.pizoo.switchboard.verify.request;

import app.pizoo.switchboard.spi.Networks;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Request;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The client that sent a request; used only by the fraud checks.
 *
 * @param caller the caller that the guard admitted
 * @param address its network prefix, by {@link Networks}
 * @param subnet its subnet, by {@link Networks}
 * @param captchaToken shows that a person sent it
 */
public record ClientInfo(
    Caller caller, String address, String subnet, Optional<String> captchaToken) {

  public static ClientInfo of(Request request) {
    return of(request, Optional.empty());
  }

  public static ClientInfo of(Request request, Optional<String> captchaToken) {
    InetAddress address = InetAddress.ofLiteral(request.remoteAddress());
    return new ClientInfo(
        request.caller(), Networks.prefix(address), Networks.subnet(address), captchaToken);
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return "ClientInfo";
  }
}
