package app.pizoo.switchboard.server.layers;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Creates the providers of one layer. */
final class Providers {
  private Providers() {}

  /**
   * Creates the providers whose module belongs to the layer itself; the service loader also returns
   * those of the parents. Empty if one fails, which is reported as a problem.
   */
  static <T> Optional<List<LoadedProvider<T>>> in(
      ModuleLayer layer, ServiceLoader<T> loader, String file, List<String> problems) {
    List<LoadedProvider<T>> found = new ArrayList<>();
    int before = problems.size();
    try {
      Iterator<ServiceLoader.Provider<T>> providers = loader.stream().iterator();
      while (providers.hasNext()) {
        ServiceLoader.Provider<T> provider = providers.next();
        if (provider.type().getModule().getLayer() == layer) {
          found.add(new LoadedProvider<>(provider.get(), file));
        }
      }
    } catch (Throwable e) {
      if (!ModuleErrors.reportable(e)) {
        throw e;
      }
      problems.add(file + ": creating its provider failed: " + ModuleErrors.reason(e));
    }
    return problems.size() == before ? Optional.of(found) : Optional.empty();
  }
}
