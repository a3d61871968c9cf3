package app.pizoo.switchboard.server.layers;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;

/** Creates the module layer of an artifact. */
final class Layer {
  private Layer() {}

  /** A layer with one class loader, below a parent. */
  static ModuleLayer of(PluginArtifact artifact, ModuleLayer parent)
      throws IncompatibleModuleException {
    try {
      // All modules are roots: automatic modules do not resolve explicit ones.
      Configuration configuration =
          parent
              .configuration()
              .resolveAndBind(artifact.finder(), ModuleFinder.of(), artifact.names());
      return parent.defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader());
    } catch (FindException e) {
      throw new IncompatibleModuleException("misses a module: " + ModuleErrors.reason(e));
    } catch (ResolutionException | LayerInstantiationException e) {
      throw new IncompatibleModuleException(
          "conflicts with another module; ship each package once: " + ModuleErrors.reason(e));
    }
  }
}
