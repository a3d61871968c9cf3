package app.pizoo.switchboard.server.layers;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Makes the providers of one layer. */
final class Providers {
  private Providers() {}

  /**
   * The providers whose module lies in the layer itself: the loader gives those of its parents too.
   * Empty if one could not be made, which is then a problem.
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
      problems.add(file + " failed while its provider was made: " + ModuleErrors.reason(e));
    }
    return problems.size() == before ? Optional.of(found) : Optional.empty();
  }
}
