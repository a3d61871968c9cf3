package app.pizoo.switchboard.server.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** The version of this server. */
final class Version {
  private Version() {}

  /** The version of the module; on the class path there is none. */
  static String text() {
    return Optional.ofNullable(Version.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("development");
  }
}
