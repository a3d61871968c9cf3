package app.pizoo.switchboard.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The plugins and shared services that this module depends on, as their module descriptors name
 * them. {@link java.util.ServiceLoader} does not read descriptors on the class path, where the
 * tests run.
 */
final class ShippedProviders {
  private ShippedProviders() {}

  /** Creates all providers of a type; never none. */
  static <T> List<T> of(Class<T> service) throws IOException, ReflectiveOperationException {
    ClassLoader loader = ShippedProviders.class.getClassLoader();
    List<T> found = new ArrayList<>();
    for (URL descriptor : Collections.list(loader.getResources("module-info.class"))) {
      try (InputStream bytes = descriptor.openStream()) {
        for (ModuleDescriptor.Provides provides : ModuleDescriptor.read(bytes).provides()) {
          if (provides.service().equals(service.getName())) {
            for (String provider : provides.providers()) {
              found.add(service.cast(loader.loadClass(provider).getConstructor().newInstance()));
            }
          }
        }
      }
    }
    if (found.isEmpty()) {
      throw new AssertionError("no module provides " + service.getName());
    }
    return found;
  }
}
