package app.pizoo.switchboard.server.layers;

import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.SharedService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Builds the layers below the boot layer: one for {@code lib/}, if a plugin needs it, and one for
 * each jar or folder of jars in {@code plugins/}, in the operator's own folder of plugins and, for
 * development, in {@code dev/}.
 */
public final class LayerSearch {
  private final Path home;
  private final ModuleLayer boot;
  private final SharedLayer shared;
  private final List<String> problems = new ArrayList<>();

  private LayerSearch(Path home, ModuleLayer boot) {
    this.home = home;
    this.boot = boot;
    this.shared = new SharedLayer(home.resolve("lib"), boot, problems);
  }

  /** Searches all folders. A jar that cannot be used becomes a problem. */
  public static Found everything(Path home, PluginSelection selection, boolean development) {
    LayerSearch search = new LayerSearch(home, bootLayer());
    PluginSelection.Choice choice = new PluginSelection.Choice(selection);
    List<LoadedProvider<Plugin>> plugins = new ArrayList<>();
    List<LoadedProvider<DevService>> devServices = new ArrayList<>();
    selection.folder().ifPresent(own -> search.ownPlugins(own, choice.own(), plugins));
    search.artifacts(
        search.inProduct("plugins"), "plugin", Plugin.class, choice.shipped(), plugins);
    if (development) {
      search.devServices(devServices);
    }
    List<LoadedProvider<SharedService>> services = search.shared.services();
    return new Found(
        plugins, services, devServices, choice.skipped(), List.copyOf(search.problems));
  }

  private void ownPlugins(
      Path folder, Predicate<Plugin> wanted, List<LoadedProvider<Plugin>> plugins) {
    if (!Files.isDirectory(folder)) {
      problems.add("SWITCHBOARD_PLUGINS_FOLDER: there is no folder " + folder);
      return;
    }
    artifacts(
        PluginArtifact.in(folder, folder.toString(), problems),
        "plugin",
        Plugin.class,
        wanted,
        plugins);
  }

  private void devServices(List<LoadedProvider<DevService>> devServices) {
    artifacts(inProduct("dev"), "dev service", DevService.class, one -> true, devServices);
  }

  private List<PluginArtifact> inProduct(String folder) {
    return PluginArtifact.in(home.resolve(folder), folder, problems);
  }

  /** Finds the dev services only, for commands that run nothing else. */
  public static Found devServices(Path home) {
    LayerSearch search = new LayerSearch(home, bootLayer());
    List<LoadedProvider<DevService>> devServices = new ArrayList<>();
    search.devServices(devServices);
    return new Found(List.of(), List.of(), devServices, List.of(), List.copyOf(search.problems));
  }

  private static ModuleLayer bootLayer() {
    ModuleLayer own = LayerSearch.class.getModule().getLayer();
    // Without a layer a test runs this from the class path.
    return own == null ? ModuleLayer.boot() : own;
  }

  private <T> void artifacts(
      List<PluginArtifact> artifacts,
      String kind,
      Class<T> service,
      Predicate<T> wanted,
      List<LoadedProvider<T>> found) {
    for (PluginArtifact artifact : artifacts) {
      try {
        artifact(artifact, kind, service, wanted, found);
      } catch (IncompatibleModuleException e) {
        problems.add(artifact.file() + " " + e.getMessage());
      }
    }
  }

  private <T> void artifact(
      PluginArtifact artifact,
      String kind,
      Class<T> service,
      Predicate<T> wanted,
      List<LoadedProvider<T>> found)
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
    Optional<List<LoadedProvider<T>>> providers =
        Providers.in(layer, ServiceLoader.load(layer, service), artifact.file(), problems);
    if (providers.isPresent() && providers.get().isEmpty()) {
      throw new IncompatibleModuleException(
          "holds no " + kind + ": none of its modules provides " + service.getName());
    }
    int before = found.size();
    providers.ifPresent(
        all -> all.stream().filter(one -> wanted.test(one.provider())).forEach(found::add));
    // A plugin that does not run must not make the operator configure the services it would use.
    if (needsShared && (providers.isEmpty() || found.size() > before)) {
      shared.usedBy(layer);
    }
  }

  /**
   * The result of a search.
   *
   * @param plugins the operator's own, then the shipped ones, in the order of their files' names
   * @param services those that a plugin uses
   * @param devServices for development
   * @param skipped the ids of plugins that the operator did not list
   * @param problems one sentence for each file that cannot be used
   */
  public record Found(
      List<LoadedProvider<Plugin>> plugins,
      List<LoadedProvider<SharedService>> services,
      List<LoadedProvider<DevService>> devServices,
      List<String> skipped,
      List<String> problems) {}
}
