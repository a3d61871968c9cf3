package app.pizoo.switchboard.server.layers;

import java.lang.module.FindException;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ResolutionException;
import java.util.Objects;
import java.util.ServiceConfigurationError;

/** Messages for failures of module layers and of plugin code. */
final class ModuleErrors {
  private ModuleErrors() {}

  /** The root cause in one line: its message, or its type if there is none. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = Objects.requireNonNullElse(cause.getMessage(), "");
    boolean messageSuffices =
        !message.isBlank()
            && (cause instanceof FindException
                || cause instanceof ResolutionException
                || cause instanceof InvalidModuleDescriptorException
                || cause instanceof LayerInstantiationException
                || cause instanceof ServiceConfigurationError);
    String text =
        messageSuffices
            ? message
            : cause.getClass().getSimpleName() + (message.isBlank() ? "" : ": " + message);
    return text.lines().findFirst().orElse("").strip();
  }

  /** Whether a failure of plugin code can be reported without ending the process. */
  static boolean reportable(Throwable failure) {
    return failure instanceof Exception
        || failure instanceof LinkageError
        || failure instanceof ServiceConfigurationError;
  }
}
