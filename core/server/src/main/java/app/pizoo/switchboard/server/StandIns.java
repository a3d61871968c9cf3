package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.Parts.Part;
import app.pizoo.switchboard.spi.Settings;
import app.pizoo.switchboard.spi.StandIn;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Starts stand-ins, beside the server or alone. */
final class StandIns {
  private StandIns() {}

  /** What a stand-in is lent. */
  static StandIn.StandInContext context(
      Settings settings, Supplier<Optional<URI>> publicUrl, Optional<AppTokenSigner> tokens) {
    return new Context(settings, publicUrl, tokens.map(signer -> signer));
  }

  private record Context(
      Settings settings, Supplier<Optional<URI>> publicUrl, Optional<StandIn.AppTokens> appTokens)
      implements StandIn.StandInContext {}

  /**
   * Starts one.
   *
   * @throws StartFailure if it cannot start
   */
  static StandIn.Standing start(
      Part<StandIn> part,
      Settings settings,
      Supplier<Optional<URI>> publicUrl,
      Optional<AppTokenSigner> tokens) {
    try {
      return part.provider().start(context(settings, publicUrl, tokens));
    } catch (RuntimeException e) {
      throw new StartFailure(List.of(finding(part, e)));
    }
  }

  private static Finding finding(Part<StandIn> part, RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof java.net.BindException)) {
      cause = cause.getCause();
    }
    return cause instanceof java.net.BindException
        ? new Finding(
            Finding.Kind.ADDRESS,
            part.info().id() + " (" + part.file() + "): its port is in use; " + ports(part))
        : new Finding(
            Finding.Kind.PLUGINS,
            part.file()
                + " could not start: "
                + cause.getClass().getSimpleName()
                + ": "
                + cause.getMessage());
  }

  private static String ports(Part<StandIn> part) {
    return "choose another one with "
        + String.join(
            " or ",
            part.settings().stream().map(s -> s.name()).filter(n -> n.endsWith("_PORT")).toList());
  }
}
