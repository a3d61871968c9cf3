package app.pizoo.switchboard.server.layers;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/**
 * A provider of a service with the place it was found in.
 *
 * @param file the jar's name in the product's folder, or the class's name when embedded; for
 *     messages
 */
public record LoadedProvider<T>(T provider, String file) {

  /** The version that the provider's module tells, or a dash. */
  public String version() {
    return Optional.ofNullable(provider.getClass().getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("-");
  }
}
