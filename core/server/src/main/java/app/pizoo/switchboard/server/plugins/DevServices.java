package app.pizoo.switchboard.server.plugins;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts dev services, beside the server or alone. */
public final class DevServices {
  private DevServices() {}

  /** The context of a dev service. */
  public static DevService.DevServiceContext context(
      Settings settings,
      Path data,
      Supplier<Optional<URI>> publicUrl,
      Stream<Plugin> plugins,
      Optional<? extends DevService.AppTokens> tokens) {
    Map<String, String> webhooks = new HashMap<>();
    plugins.forEach(plugin -> webhooks.putAll(plugin.webhooks()));
    return new Context(settings, data, publicUrl, Map.copyOf(webhooks), tokens.map(one -> one));
  }

  private record Context(
      Settings settings,
      Path data,
      Supplier<Optional<URI>> publicUrl,
      Map<String, String> webhooks,
      Optional<DevService.AppTokens> appTokens)
      implements DevService.DevServiceContext {}

  /**
   * Starts a dev service.
   *
   * @throws StartFailure if it cannot start
   */
  public static DevService.RunningDevService start(
      CatalogEntry<DevService> part,
      Settings settings,
      Path data,
      Supplier<Optional<URI>> publicUrl,
      Stream<Plugin> plugins,
      Optional<? extends DevService.AppTokens> tokens) {
    try {
      return part.provider().start(context(settings, data, publicUrl, plugins, tokens));
    } catch (RuntimeException e) {
      throw new StartFailure(List.of(finding(part, e)));
    }
  }

  private static Finding finding(CatalogEntry<DevService> part, RuntimeException failure) {
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

  private static String ports(CatalogEntry<DevService> part) {
    return "choose another with "
        + String.join(
            " or ",
            part.settings().stream().map(s -> s.name()).filter(n -> n.endsWith("_PORT")).toList());
  }
}
