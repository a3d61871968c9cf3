package app.pizoo.switchboard.server;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.server.http.RouteTable;
import app.pizoo.switchboard.server.layers.Provided;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.spi.Started;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Starts shared services and plugins, and sees to it that they are closed. */
final class RunningParts {
  private static final System.Logger LOG = System.getLogger("switchboard");

  private final RouteTable routes;
  private final Closing closing;
  private final Map<String, Started> plugins = new LinkedHashMap<>();
  private final List<SharedService.Lent> services = new ArrayList<>();

  RunningParts(RouteTable routes, Closing closing) {
    this.routes = routes;
    this.closing = closing;
  }

  /** Starts the services, whose objects plugins can borrow from then on. */
  void startServices(List<Provided<SharedService>> all, Lending lending) {
    for (Provided<SharedService> provided : all) {
      String id = provided.provider().info().id();
      SharedService.Lent lent =
          starting(provided.file(), () -> provided.provider().start(lending.to(id)));
      services.add(lent);
      lending.objects().putAll(lent.objects());
      closing.later(id, lent::close);
    }
  }

  /**
   * Starts the plugins and lets them register their routes. One that fails does not hide what is
   * wrong with the others.
   *
   * @throws StartFailure with all findings
   */
  void startPlugins(List<Provided<Plugin>> all, Lending lending) {
    List<Finding> findings = new ArrayList<>();
    for (Provided<Plugin> provided : all) {
      try {
        startPlugin(provided, lending);
      } catch (StartFailure e) {
        findings.addAll(e.findings());
      }
    }
    routes.conflicts().forEach(text -> findings.add(new Finding(Finding.Kind.PLUGINS, text)));
    if (!findings.isEmpty()) {
      throw new StartFailure(findings);
    }
  }

  private void startPlugin(Provided<Plugin> provided, Lending lending) {
    String id = provided.provider().info().id();
    Started started = starting(provided.file(), () -> provided.provider().start(lending.to(id)));
    closing.later(id, started::close);
    plugins.put(id, started);
    starting(
        provided.file(),
        () -> {
          started.register(routes.of(provided.file()));
          return started;
        });
  }

  private static <T> T starting(String file, Supplier<T> code) {
    try {
      return code.get();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(WARNING, file + " could not start", e);
      String text =
          file + " could not start: " + e.getClass().getSimpleName() + ": " + e.getMessage();
      throw new StartFailure(List.of(new Finding(Finding.Kind.PLUGINS, text)));
    }
  }

  /** Does what would make the first requests slow; called on a thread of its own. */
  void warmUp() {
    services.forEach(service -> quietly("warming up", service::warmUp));
    plugins.values().forEach(plugin -> quietly("warming up", plugin::warmUp));
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(WARNING, what + " failed", e);
    }
  }

  /** The plugins that run, by id, in the order they were started. */
  Map<String, Started> plugins() {
    return plugins;
  }
}
