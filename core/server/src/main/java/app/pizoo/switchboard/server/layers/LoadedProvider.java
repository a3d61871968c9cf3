package app.pizoo.switchboard.server.layers;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/**
 * A provider of a service with the jar that it came from.
 *
 * @param file for messages: the jar's name in the product's folder, or the class's name if embedded
 */
public record LoadedProvider<T>(T provider, String file) {

  /** The version of the provider's module, or a dash. */
  public String version() {
    return Optional.ofNullable(provider.getClass().getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("-");
  }
}
