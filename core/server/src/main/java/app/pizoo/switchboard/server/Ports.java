package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.http.ApiListener;
import app.pizoo.switchboard.server.http.Edge;
import app.pizoo.switchboard.server.http.ListenerOptions;
import app.pizoo.switchboard.server.http.OperationsListener;
import app.pizoo.switchboard.server.http.RouteTable;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Opens the listeners where the settings say, and says what is in the way if they cannot. */
final class Ports {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private Ports() {}

  static ApiListener openApi(
      Assembly assembly, Edge.Trust trust, RouteTable routes, MetricsRegistry metrics) {
    Settings settings = assembly.settings();
    ListenerOptions options =
        new ListenerOptions(
            "the API",
            settings.get(KernelSettings.HTTP_HOST),
            settings.get(KernelSettings.HTTP_PORT),
            settings
                .find(KernelSettings.TLS_CERTIFICATE)
                .map(certificate ->
                    new ListenerOptions.Tls(
                        certificate, settings.get(KernelSettings.TLS_PRIVATE_KEY))),
            GRACE);
    return opening(
        options, "SWITCHBOARD_HTTP_PORT", () -> Edge.open(options, trust, routes, metrics));
  }

  static OperationsListener openOperations(
      Assembly assembly, MetricsRegistry metrics, BooleanSupplier ready) {
    Settings settings = assembly.settings();
    ListenerOptions options =
        new ListenerOptions(
            "operations",
            settings.get(KernelSettings.OPS_HOST),
            settings.get(KernelSettings.OPS_PORT),
            Optional.empty(),
            Duration.ofSeconds(1));
    return opening(
        options, "SWITCHBOARD_OPS_PORT", () -> new OperationsListener(options, metrics, ready));
  }

  private static <T> T opening(ListenerOptions options, String name, Supplier<T> open) {
    try {
      return open.get();
    } catch (IllegalArgumentException e) {
      // The message is about a file or address of the settings.
      throw new StartFailure(
          List.of(new Finding(Finding.Kind.SETTINGS, String.valueOf(e.getMessage()))));
    } catch (RuntimeException e) {
      String text =
          "%s cannot listen on %s port %d: is it in use? Choose another one with %s"
              .formatted(options.what(), options.host(), options.port(), name);
      throw new StartFailure(List.of(new Finding(Finding.Kind.ADDRESS, text)));
    }
  }

  static URI address(Settings settings, Setting<String> host, int port) {
    String name = settings.get(host);
    boolean tls =
        host == KernelSettings.HTTP_HOST
            && settings.find(KernelSettings.TLS_CERTIFICATE).isPresent();
    String literal = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    return URI.create((tls ? "https://" : "http://") + literal + ":" + port);
  }
}
