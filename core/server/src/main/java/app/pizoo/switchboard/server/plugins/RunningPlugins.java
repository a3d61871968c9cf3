package app.pizoo.switchboard.server.plugins;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.http.OpenApi;
import app.pizoo.switchboard.server.http.RouteTable;
import app.pizoo.switchboard.server.layers.LoadedProvider;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.spi.http.Guard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Starts shared services and plugins, and registers them to be closed. */
public final class RunningPlugins {
  private static final System.Logger LOG = System.getLogger("switchboard");

  private final RouteTable routes;
  private final Closer closer;
  private final OpenApi openApi = new OpenApi();
  private final Set<String> serviceFiles = new HashSet<>();
  private final ProblemCodeOwners codeOwners = new ProblemCodeOwners();
  private final Map<String, RunningPlugin> plugins = new LinkedHashMap<>();
  private final Map<String, SharedService.RunningService> services = new LinkedHashMap<>();

  public RunningPlugins(RouteTable routes, Closer closer) {
    this.routes = routes;
    this.closer = closer;
  }

  /** Starts the shared services; after that, plugins can get their objects. */
  public void startServices(List<LoadedProvider<SharedService>> all, PluginContexts contexts) {
    for (LoadedProvider<SharedService> provided : all) {
      String id = provided.provider().info().id();
      codeOwners.claim(provided.file(), provided.provider().problemCodes());
      serviceFiles.add(provided.file());
      SharedService.RunningService running =
          starting(provided.file(), () -> provided.provider().start(contexts.to(id, List.of())));
      closer.register(id, running::close);
      services.put(id, running);
      contexts.objects().putAll(starting(provided.file(), running::objects));
    }
  }

  /**
   * Starts the plugins, which register their routes. All failures are reported, not only the first.
   *
   * @throws StartFailure with all findings
   */
  public void startPlugins(List<LoadedProvider<Plugin>> all, PluginContexts contexts) {
    List<Finding> findings = new ArrayList<>();
    for (LoadedProvider<Plugin> provided : all) {
      try {
        startPlugin(provided, contexts);
      } catch (StartFailure e) {
        findings.addAll(e.findings());
      }
    }
    contexts
        .offered()
        .conflicts()
        .forEach(text -> findings.add(new Finding(Finding.Kind.PLUGINS, text)));
    findings.addAll(codeOwners.findings());
    routes.conflicts().forEach(text -> findings.add(new Finding(Finding.Kind.PLUGINS, text)));
    if (!findings.isEmpty()) {
      throw new StartFailure(findings);
    }
  }

  private void startPlugin(LoadedProvider<Plugin> provided, PluginContexts contexts) {
    String id = provided.provider().info().id();
    codeOwners.claim(provided.file(), provided.provider().problemCodes());
    RunningPlugin plugin =
        starting(
            provided.file(),
            () -> provided.provider().start(contexts.to(id, provided.provider().rateLimits())));
    closer.register(id, plugin::close);
    checkTasks(provided.file(), starting(provided.file(), plugin::scheduledTasks));
    plugins.put(id, plugin);
    starting(
        provided.file(),
        () -> {
          plugin.routes().register(routes.of(provided.file()));
          contexts.offered().add(provided.file(), plugin.services());
          Set<String> codes = codeOwners.usableBy(provided.file(), serviceFiles);
          plugin.description().openApi().ifPresent(part -> openApi.add(part, codes));
          return plugin;
        });
  }

  /** Tasks with one name would share one lease, so only one of them would run at a time. */
  private static void checkTasks(String file, List<ScheduledTask> tasks) {
    Set<String> names = new HashSet<>();
    for (ScheduledTask task : tasks) {
      if (!names.add(task.name())) {
        throw new StartFailure(
            List.of(
                new Finding(
                    Finding.Kind.PLUGINS,
                    file + " has two scheduled tasks with the name " + task.name())));
      }
    }
  }

  private static <T> T starting(String file, Supplier<T> code) {
    try {
      return Objects.requireNonNull(code.get(), "start returned null");
    } catch (StartFailure | OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.log(WARNING, file + " could not start", e);
      String text =
          file + " could not start: " + e.getClass().getSimpleName() + ": " + e.getMessage();
      throw new StartFailure(List.of(new Finding(Finding.Kind.PLUGINS, text)));
    }
  }

  /** Adds the route of the OpenAPI document, once all plugins have started. */
  public void registerOpenApi(Guard guard) {
    openApi.register(routes, guard, codeOwners.all());
  }

  /** Warms up what would slow down the first requests; called on its own thread. */
  public void warmUp() {
    services.values().forEach(service -> quietly("warming up", service::warmUp));
    plugins.values().forEach(plugin -> quietly("warming up", plugin::warmUp));
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.log(WARNING, what + " failed", e);
    }
  }

  /** Why services do not work at the moment, by id. */
  public Map<String, String> outages() {
    Map<String, String> outages = new LinkedHashMap<>();
    services.forEach((id, service) ->
        quietly(
            "reading the state of " + id,
            () -> service.outage().ifPresent(cause -> outages.put(id, cause))));
    return outages;
  }

  /** The running plugins by id, in start order. */
  public Map<String, RunningPlugin> plugins() {
    return plugins;
  }
}
