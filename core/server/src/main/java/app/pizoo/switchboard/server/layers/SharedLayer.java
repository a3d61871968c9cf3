package app.pizoo.switchboard.server.layers;

import app.pizoo.switchboard.spi.SharedService;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The layer of {@code lib/}, built lazily on first use. */
final class SharedLayer {
  private final Path folder;
  private final ModuleLayer boot;
  private final List<String> problems;
  private final Set<Module> used = new HashSet<>();
  private @Nullable List<PluginArtifact> artifacts;
  private @Nullable ModuleLayer layer;

  SharedLayer(Path folder, ModuleLayer boot, List<String> problems) {
    this.folder = folder;
    this.boot = boot;
    this.problems = problems;
  }

  boolean holds(String module) {
    return artifacts().stream().anyMatch(artifact -> artifact.names().contains(module));
  }

  ModuleLayer layer() throws IncompatibleModuleException {
    ModuleLayer made = layer;
    if (made == null) {
      try {
        made = Layer.of(artifacts().getFirst(), boot);
      } catch (IncompatibleModuleException e) {
        throw new IncompatibleModuleException("needs lib/, which " + e.getMessage());
      }
      layer = made;
    }
    return made;
  }

  /** Records which modules a layer below reads. */
  void usedBy(ModuleLayer user) {
    user.configuration().modules().stream()
        .flatMap(module -> module.reads().stream())
        .filter(module -> module.configuration() != user.configuration())
        .flatMap(
            module -> Optional.ofNullable(layer).flatMap(l -> l.findModule(module.name())).stream())
        .forEach(used::add);
  }

  /** The services whose module is read by a layer below. */
  List<LoadedProvider<SharedService>> services() {
    ModuleLayer made = layer;
    if (made == null) {
      return List.of();
    }
    List<LoadedProvider<SharedService>> services = new ArrayList<>();
    Providers.in(made, ServiceLoader.load(made, SharedService.class), "lib/", problems)
        .ifPresent(services::addAll);
    return services.stream()
        .filter(service -> used.contains(service.provider().getClass().getModule()))
        .map(service -> new LoadedProvider<>(service.provider(), file(service)))
        .toList();
  }

  private String file(LoadedProvider<SharedService> service) {
    String module = service.provider().getClass().getModule().getName();
    return artifacts().stream()
        .flatMap(
            artifact -> artifact.finder().find(module).flatMap(ModuleReference::location).stream())
        .map(URI::getPath)
        .map(path -> "lib" + path.substring(path.lastIndexOf('/')))
        .findFirst()
        .orElse("lib/");
  }

  private List<PluginArtifact> artifacts() {
    List<PluginArtifact> read = artifacts;
    if (read == null) {
      read = PluginArtifact.of(folder, problems);
      artifacts = read;
    }
    return read;
  }
}
