package app.pizoo.switchboard.server;

import static java.lang.System.Logger.Level.INFO;

import app.pizoo.switchboard.server.auth.AppGuards;
import app.pizoo.switchboard.server.http.ApiListener;
import app.pizoo.switchboard.server.http.Edge;
import app.pizoo.switchboard.server.http.OpenApi;
import app.pizoo.switchboard.server.http.OperationsListener;
import app.pizoo.switchboard.server.http.Route;
import app.pizoo.switchboard.server.http.RouteTable;
import app.pizoo.switchboard.server.layers.Provided;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.server.permissions.PolicyPermissions;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens things in an order that can be read here, and closes them in reverse. */
final class Kernel implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("switchboard");

  private final Assembly assembly;
  private final Storage storage;
  private final Closing closing = new Closing();
  private final MetricsRegistry metrics = new MetricsRegistry();
  private final Readiness readiness = new Readiness();
  private final RouteTable routes = new RouteTable();
  private final RunningParts running = new RunningParts(routes, closing);
  private final ApiListener api;
  private final OperationsListener operations;

  private Kernel(Assembly assembly, Clock clock) {
    this.assembly = assembly;
    assembly.standing().ifPresent(standing -> closing.later("stand-in", standing::close));
    try {
      storage = StorageStart.open(assembly);
      closing.later("storage", storage::close);
      KernelKeys keys = KernelKeys.load(storage);
      Upkeep upkeep = Upkeep.of(assembly, storage, keys, clock, metrics);
      Lending lending = lend(storage, keys, upkeep, clock);
      running.startServices(assembly.services(), lending);
      running.startPlugins(assembly.plugins(), lending);
      closing.later("upkeep", upkeep::close);
      upkeep.begin(running.plugins());
      OpenApi.register(routes, lending.guards().open(), running.plugins());
      operations = Ports.openOperations(assembly, metrics, () -> readiness.isReady(storage));
      closing.later("operations listener", operations::close);
      api = Ports.openApi(assembly, trust(), routes, metrics);
      closing.later("requests in flight", api::close);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
    assembly.address().set(settings().find(KernelSettings.PUBLIC_URL).orElseGet(this::api));
    readiness.open();
    Thread.ofVirtual().name("warm-up").start(running::warmUp);
  }

  /**
   * Starts the server; on return it is ready.
   *
   * @throws StartFailure with findings about plugins, storage and addresses
   */
  static Kernel start(Assembly assembly) {
    return start(assembly, Clock.systemUTC());
  }

  static Kernel start(Assembly assembly, Clock clock) {
    return new Kernel(assembly, clock);
  }

  /** Checks storage without changing it and without taking a port; names pending migrations. */
  static StorageStart.Check check(Assembly assembly) {
    return StorageStart.check(assembly);
  }

  private Settings settings() {
    return assembly.settings();
  }

  private Lending lend(Storage storage, KernelKeys keys, Upkeep upkeep, Clock clock) {
    PolicyPermissions permissions =
        new PolicyPermissions(
            settings().get(KernelSettings.POLICY),
            keys,
            settings().find(KernelSettings.JWT_SECRET).orElse(""),
            clock);
    return new Lending(
        settings(),
        clock,
        AppGuards.of(settings(), clock),
        storage,
        upkeep.ledger(),
        Duration.ofDays(settings().get(KernelSettings.RETENTION_DAYS)),
        keys,
        upkeep.limits(),
        permissions,
        metrics,
        assembly.address()::get,
        new HashMap<>());
  }

  private Edge.Trust trust() {
    return new Edge.Trust(
        settings().find(KernelSettings.PUBLIC_URL),
        settings().find(KernelSettings.TRUSTED_PROXIES).orElse(List.of()),
        settings().find(KernelSettings.CORS_ORIGINS));
  }

  /** Where the API listens. */
  URI api() {
    return Ports.address(settings(), KernelSettings.HTTP_HOST, api.port());
  }

  /** Where health and metrics listen. */
  URI operations() {
    return Ports.address(settings(), KernelSettings.OPS_HOST, operations.port());
  }

  /** All routes, in the order they were registered. */
  List<Route> routes() {
    return routes.all();
  }

  /** Command lines for trying the plugins out, with placeholders. */
  List<String> examples() {
    return running.plugins().values().stream()
        .flatMap(plugin -> plugin.examples().stream())
        .toList();
  }

  /** Does every plugin's chores now, whosever turn it is. */
  void runChores() {
    running.plugins().values().stream()
        .flatMap(plugin -> plugin.chores().stream())
        .forEach(chore -> chore.work().run());
  }

  /** Erases a subject; gives the rows touched by each part. */
  Map<String, Integer> erase(String subject) {
    return EraseCommand.erase(
        storage, assembly.plugins().stream().map(Provided::provider).toList(), subject);
  }

  /** Asks for no more requests; in production returns when a load balancer has heard of it. */
  void giveNotice() {
    readiness.giveNotice(assembly.mode());
  }

  /** Drains: not ready, stop accepting, let requests finish, close plugins and the rest. */
  @Override
  public void close() {
    LOG.log(INFO, "closing");
    readiness.close();
    closing.close();
  }
}
