package app.pizoo.switchboard.server.cli;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/** Ends the process because a part of the server has died, so that a supervisor restarts it. */
final class DeadParts {
  /** Not among the codes that the systemd unit takes for a mistake of the operator. */
  static final int EXIT_CODE = 7;

  /** Longer than a graceful shutdown; a dead part may hang it. */
  private static final Duration TIMEOUT = Duration.ofSeconds(35);

  private DeadParts() {}

  /**
   * Logs the parts and returns the exit code; ends the process itself if closing takes too long.
   */
  static int end(List<String> dead, Logger log) {
    log.log(
        Level.ERROR,
        "died: "
            + String.join(", ", dead)
            + "; only a restart helps, so the process ends with exit code "
            + EXIT_CODE);
    Thread.ofPlatform()
        .daemon()
        .name("exit")
        .start(() -> {
          try {
            Thread.sleep(TIMEOUT);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(EXIT_CODE);
        });
    return EXIT_CODE;
  }
}
