package app.pizoo.switchboard.server.bootstrap;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.server.auth.AppGuards;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.http.ApiListener;
import app.pizoo.switchboard.server.http.ApiPipeline;
import app.pizoo.switchboard.server.http.OperationsListener;
import app.pizoo.switchboard.server.http.Route;
import app.pizoo.switchboard.server.http.RouteTable;
import app.pizoo.switchboard.server.layers.LoadedProvider;
import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.server.logging.Logging;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.server.permissions.PolicyPermissions;
import app.pizoo.switchboard.server.plugins.Closer;
import app.pizoo.switchboard.server.plugins.OfferedServices;
import app.pizoo.switchboard.server.plugins.PluginContexts;
import app.pizoo.switchboard.server.plugins.RunningPlugins;
import app.pizoo.switchboard.server.plugins.SubjectErasure;
import app.pizoo.switchboard.server.scheduling.BackgroundTasks;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.server.storage.MonitoredStorage;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Opens all components in the order of its constructor, and closes them in reverse. */
public final class Kernel implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("switchboard");

  private final KernelConfig config;
  private final Storage storage;
  private final Closer closer = new Closer();
  private final MetricsRegistry metrics = new MetricsRegistry();
  private final Readiness readiness = new Readiness();
  private final Liveness liveness = new Liveness();
  private final Watchdog watchdog;
  private final RouteTable routes;
  private final RunningPlugins running;
  private final ApiListener api;
  private final OperationsListener operations;

  private Kernel(KernelConfig config, Embedding embedding) {
    Clock clock = embedding.clock();
    this.config = config;
    this.routes = embedding.routes();
    running = new RunningPlugins(routes, closer);
    config
        .runningDevService()
        .ifPresent(devService -> {
          closer.register("dev service", devService::close);
          liveness.add("dev service", devService::isAlive);
        });
    metrics.counter("log_lines_dropped", "Log lines that nobody read", Logging::dropped);
    try {
      List<Finding> findings = RateLimiterFactory.findings(config);
      if (!findings.isEmpty()) {
        throw new StartFailure(findings);
      }
      RateLimiterFactory.warnings(config).forEach(text -> LOG.log(WARNING, text));
      storage = new MonitoredStorage(embedding.storage().apply(StorageStart.open(config)), metrics);
      closer.register("storage", storage::close);
      liveness.add("storage writer", storage::isAlive);
      KernelKeys keys = KernelKeys.load(storage);
      RateLimiter limits = RateLimiterFactory.open(config, storage, keys, clock, metrics);
      BackgroundTasks backgroundTasks =
          BackgroundTasks.of(limits, retention(), storage, keys, clock, metrics);
      PluginContexts contexts = lend(storage, keys, backgroundTasks, clock);
      running.startServices(config.services(), contexts);
      running.startPlugins(config.plugins(), contexts);
      closer.register("background tasks", backgroundTasks::close);
      backgroundTasks.begin(running.plugins());
      liveness.add("scheduler", backgroundTasks::isAlive);
      running.registerOpenApi(contexts.guards().open());
      operations =
          Ports.openOperations(
              config, metrics, () -> readiness.health(storage, running.outages()), liveness::dead);
      closer.register("operations listener", operations::close);
      liveness.add("operations listener", operations::isAlive);
      api = Ports.openApi(config, trust(), routes, metrics);
      closer.register("requests in flight", api::close);
      liveness.add("API listener", api::isAlive);
    } catch (RuntimeException e) {
      liveness.close();
      closer.close();
      throw e;
    }
    config.address().set(settings().find(KernelSettings.PUBLIC_URL).orElseGet(this::api));
    readiness.open();
    watchdog = Watchdog.start(liveness);
    Thread.ofVirtual().name("warm-up").start(running::warmUp);
  }

  /**
   * Starts the server; on return it is ready.
   *
   * @throws StartFailure with findings about plugins, storage and addresses
   */
  public static Kernel start(KernelConfig config) {
    return new Kernel(config, Embedding.none());
  }

  /** Starts the server inside a test. */
  public static Kernel start(KernelConfig config, Embedding embedding) {
    return new Kernel(config, embedding);
  }

  /** Checks storage and returns pending migrations. Changes nothing and opens no port. */
  public static StorageStart.Check check(KernelConfig config) {
    return StorageStart.check(config);
  }

  private Settings settings() {
    return config.settings();
  }

  private Duration retention() {
    return Duration.ofDays(settings().get(KernelSettings.RETENTION_DAYS));
  }

  private PluginContexts lend(
      Storage storage, KernelKeys keys, BackgroundTasks backgroundTasks, Clock clock) {
    PolicyPermissions permissions =
        new PolicyPermissions(
            settings().get(KernelSettings.POLICY),
            keys,
            settings().find(KernelSettings.JWT_SECRET).orElse(""),
            clock,
            metrics);
    return new PluginContexts(
        settings(),
        clock,
        AppGuards.of(settings(), clock),
        storage,
        backgroundTasks.ledger(),
        retention(),
        keys,
        backgroundTasks.rateLimits(),
        permissions,
        metrics,
        config.address()::get,
        new HashMap<>(),
        new OfferedServices());
  }

  private ApiPipeline.Trust trust() {
    return new ApiPipeline.Trust(
        settings().find(KernelSettings.PUBLIC_URL),
        settings().find(KernelSettings.TRUSTED_PROXIES).orElse(List.of()),
        settings().find(KernelSettings.CORS_ORIGINS));
  }

  /**
   * Completes with the names of parts that have died, so that only a restart helps. The kernel
   * keeps running as well as it can.
   */
  public CompletableFuture<List<String>> death() {
    return watchdog.death();
  }

  /** The address of the API. */
  public URI api() {
    return Ports.address(settings(), KernelSettings.HTTP_HOST, api.port());
  }

  /** The address of health and metrics. */
  public URI operations() {
    return Ports.address(settings(), KernelSettings.OPS_HOST, operations.port());
  }

  /** All routes, in the order they were registered. */
  public List<Route> routes() {
    return routes.all();
  }

  /** Command lines to try the plugins, with placeholders. */
  public List<String> examples() {
    return running.plugins().values().stream()
        .flatMap(plugin -> plugin.description().examples().stream())
        .toList();
  }

  /** Runs every scheduled task of all plugins now, on this node. */
  public void runScheduledTasks() {
    running.plugins().values().stream()
        .flatMap(plugin -> plugin.scheduledTasks().stream())
        .forEach(task -> task.work().run());
  }

  /** Erases a subject; returns the number of changed rows, by owner. */
  public Map<String, Integer> erase(String subject) {
    return SubjectErasure.erase(
        storage, config.plugins().stream().map(LoadedProvider::provider).toList(), subject);
  }

  /** Fails readiness; in production waits until load balancers have noticed. */
  public void startDraining() {
    readiness.startDraining(config.mode());
  }

  /** Drains: fails readiness, stops accepting, waits for requests, closes plugins and the rest. */
  @Override
  public void close() {
    LOG.log(INFO, "closing");
    readiness.close();
    liveness.close();
    watchdog.close();
    closer.close();
  }
}
