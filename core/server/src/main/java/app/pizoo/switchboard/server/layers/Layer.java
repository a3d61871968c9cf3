package app.pizoo.switchboard.server.layers;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;

/** Makes a layer of a unit's modules. */
final class Layer {
  private Layer() {}

  /** A layer with one class loader, below a parent. */
  static ModuleLayer of(PluginArtifact unit, ModuleLayer parent)
      throws IncompatibleModuleException {
    try {
      // All modules are roots: automatic ones do not pull explicit ones in.
      Configuration configuration =
          parent.configuration().resolveAndBind(unit.finder(), ModuleFinder.of(), unit.names());
      return parent.defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader());
    } catch (FindException e) {
      throw new IncompatibleModuleException("misses a module: " + ModuleErrors.reason(e));
    } catch (ResolutionException | LayerInstantiationException e) {
      throw new IncompatibleModuleException(
          "clashes with a module it meets; bring each package once: " + ModuleErrors.reason(e));
    }
  }
}
