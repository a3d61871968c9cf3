package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.connection.ConnectionLimit;
import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.http.ApiListener;
import app.pizoo.switchboard.server.http.ApiPipeline;
import app.pizoo.switchboard.server.http.Health;
import app.pizoo.switchboard.server.http.ListenerOptions;
import app.pizoo.switchboard.server.http.OperationsListener;
import app.pizoo.switchboard.server.http.RouteTable;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.Settings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the listeners at the addresses of the settings, and explains why one cannot open. */
public final class Ports {
  /** Probes and scrapers; their files are reserved, so that clients cannot lock operators out. */
  private static final int MAX_OPERATORS = 64;

  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Setting<Integer> HTTP_PORT = KernelSettings.HTTP_PORT;
  private static final Setting<Integer> OPS_PORT = KernelSettings.OPS_PORT;

  private Ports() {}

  static ApiListener openApi(
      KernelConfig config, ApiPipeline.Trust trust, RouteTable routes, MetricsRegistry metrics) {
    ListenerOptions options = api(config.settings());
    return opening(options, HTTP_PORT, () -> ApiPipeline.open(options, trust, routes, metrics));
  }

  static OperationsListener openOperations(
      KernelConfig config,
      MetricsRegistry metrics,
      Supplier<Health> ready,
      Supplier<List<String>> dead) {
    ListenerOptions options = operations(config.settings());
    return opening(options, OPS_PORT, () -> new OperationsListener(options, metrics, ready, dead));
  }

  private static ListenerOptions api(Settings settings) {
    Optional<ListenerOptions.Tls> tls = tls(settings);
    return new ListenerOptions(
        "the API",
        settings.get(KernelSettings.HTTP_HOST),
        settings.get(HTTP_PORT),
        tls,
        ConnectionLimit.ofProcess().connections(tls.isPresent()),
        GRACE,
        ConnectionTimeouts.DEFAULT);
  }

  private static ListenerOptions operations(Settings settings) {
    return new ListenerOptions(
        "operations",
        settings.get(KernelSettings.OPS_HOST),
        settings.get(OPS_PORT),
        Optional.empty(),
        MAX_OPERATORS,
        Duration.ofSeconds(1),
        ConnectionTimeouts.DEFAULT);
  }

  private static Optional<ListenerOptions.Tls> tls(Settings settings) {
    return settings
        .find(KernelSettings.TLS_CERTIFICATE)
        .flatMap(certificate ->
            settings
                .find(KernelSettings.TLS_PRIVATE_KEY)
                .map(key -> new ListenerOptions.Tls(certificate, key)));
  }

  /** Warns if this process may open too few files for as many connections as there can be. */
  public static List<String> warnings(Settings settings) {
    ConnectionLimit limit = ConnectionLimit.ofProcess();
    if (!limit.hasFewFiles()) {
      return List.of();
    }
    return List.of(
        "this process may open only %d files, so it accepts %d connections at once; raise the limit to %d (ulimit -n, or LimitNOFILE of the unit)"
            .formatted(
                limit.openFiles(),
                limit.connections(tls(settings).isPresent()),
                ConnectionLimit.enoughFiles()));
  }

  /** Finds ports that are in use, if their settings are valid. */
  static List<Finding> look(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    if (has(settings, KernelSettings.HTTP_HOST, HTTP_PORT)) {
      look(api(settings), HTTP_PORT).ifPresent(findings::add);
    }
    if (has(settings, KernelSettings.OPS_HOST, OPS_PORT)) {
      look(operations(settings), OPS_PORT).ifPresent(findings::add);
    }
    return findings;
  }

  private static boolean has(Settings settings, Setting<String> host, Setting<Integer> port) {
    return settings.find(host).isPresent() && settings.find(port).isPresent();
  }

  private static Optional<Finding> look(ListenerOptions options, Setting<Integer> port) {
    try {
      options.mustBeFree();
      return Optional.empty();
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return Optional.of(inUse(options, port));
    }
  }

  /** Checks the certificate and its key, if both are set. */
  public static List<Finding> lookAtTls(Settings settings) {
    try {
      tls(settings).ifPresent(ListenerOptions.Tls::mustBeReadable);
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of(aboutFile(e));
    }
  }

  private static <T> T opening(ListenerOptions options, Setting<Integer> port, Supplier<T> open) {
    try {
      return open.get();
    } catch (IllegalArgumentException e) {
      throw new StartFailure(List.of(aboutFile(e)));
    } catch (RuntimeException e) {
      throw new StartFailure(List.of(inUse(options, port)));
    }
  }

  /** The message is about a file or address of the settings. */
  private static Finding aboutFile(IllegalArgumentException e) {
    return new Finding(Finding.Kind.SETTINGS, String.valueOf(e.getMessage()));
  }

  private static Finding inUse(ListenerOptions options, Setting<Integer> port) {
    String text =
        "%s cannot listen on %s port %d: is it in use? Choose another one with %s"
            .formatted(options.what(), options.host(), options.port(), port.name());
    return new Finding(Finding.Kind.ADDRESS, text);
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
