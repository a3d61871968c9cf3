package app.pizoo.switchboard.server.layers;

import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.SharedService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds the layers below the boot layer: one for {@code lib/}, if a plugin needs it, and one for
 * each jar or folder of jars in {@code plugins/} and, for development, {@code dev/}.
 */
public final class LayerSearch {
  private final ModuleLayer boot;
  private final SharedLayer shared;
  private final List<String> problems = new ArrayList<>();

  private LayerSearch(Path home, ModuleLayer boot) {
    this.boot = boot;
    this.shared = new SharedLayer(home.resolve("lib"), boot, problems);
  }

  /** Searches all folders of the product. A jar that cannot be used becomes a problem. */
  public static Found everything(Path home, boolean development) {
    LayerSearch search = new LayerSearch(home, bootLayer());
    List<LoadedProvider<Plugin>> plugins = new ArrayList<>();
    List<LoadedProvider<DevService>> devServices = new ArrayList<>();
    search.artifacts(home.resolve("plugins"), "plugin", Plugin.class, plugins);
    if (development) {
      search.artifacts(home.resolve("dev"), "dev service", DevService.class, devServices);
    }
    List<LoadedProvider<SharedService>> services = search.shared.services();
    return new Found(plugins, services, devServices, List.copyOf(search.problems));
  }

  /** Finds the dev services only, for commands that run nothing else. */
  public static Found devServices(Path home) {
    LayerSearch search = new LayerSearch(home, bootLayer());
    List<LoadedProvider<DevService>> devServices = new ArrayList<>();
    search.artifacts(home.resolve("dev"), "dev service", DevService.class, devServices);
    return new Found(List.of(), List.of(), devServices, List.copyOf(search.problems));
  }

  private static ModuleLayer bootLayer() {
    ModuleLayer own = LayerSearch.class.getModule().getLayer();
    // Without a layer a test runs this from the class path.
    return own == null ? ModuleLayer.boot() : own;
  }

  private <T> void artifacts(
      Path folder, String kind, Class<T> service, List<LoadedProvider<T>> found) {
    for (PluginArtifact artifact : PluginArtifact.in(folder, problems)) {
      try {
        artifact(artifact, kind, service, found);
      } catch (IncompatibleModuleException e) {
        problems.add(artifact.file() + " " + e.getMessage());
      }
    }
  }

  private <T> void artifact(
      PluginArtifact artifact, String kind, Class<T> service, List<LoadedProvider<T>> found)
      throws IncompatibleModuleException {
    Set<String> absent = new TreeSet<>(artifact.needs());
    absent.removeIf(name -> boot.configuration().findModule(name).isPresent());
    boolean needsShared = absent.removeIf(shared::holds);
    if (!absent.isEmpty()) {
      throw new IncompatibleModuleException(
          "needs the module "
              + String.join(", ", absent)
              + ", which is neither in the server, nor in lib/, nor beside it; put both jars into a"
              + " folder of their own");
    }
    ModuleLayer layer = Layer.of(artifact, needsShared ? shared.layer() : boot);
    if (needsShared) {
      shared.usedBy(layer);
    }
    Optional<List<LoadedProvider<T>>> providers =
        Providers.in(layer, ServiceLoader.load(layer, service), artifact.file(), problems);
    if (providers.isPresent() && providers.get().isEmpty()) {
      throw new IncompatibleModuleException(
          "holds no " + kind + ": none of its modules provides " + service.getName());
    }
    providers.ifPresent(found::addAll);
  }

  /**
   * The result of a search.
   *
   * @param plugins in the order of their files' names
   * @param services those that a plugin uses
   * @param devServices for development
   * @param problems one sentence for each file that cannot be used
   */
  public record Found(
      List<LoadedProvider<Plugin>> plugins,
      List<LoadedProvider<SharedService>> services,
      List<LoadedProvider<DevService>> devServices,
      List<String> problems) {}
}
