package app.pizoo.switchboard.server.layers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The server on a module path, as a separate process: there are no layers on the class path.
 *
 * @param home the product's folder
 */
record Product(Path home) {

  /** How a command ended. */
  record Outcome(int exitCode, String out, String err) {}

  static List<String> modulePath() {
    return List.of(System.getProperty("switchboard.modules").split(":", -1));
  }

  Path folder(String name) throws IOException {
    return Files.createDirectories(home.resolve(name));
  }

  Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Dswitchboard.home=" + home,
                "-p",
                String.join(":", modulePath()),
                "-m",
                "app.pizoo.switchboard.server/app.pizoo.switchboard.server.cli.Main"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(home, ".out", "");
    Path err = Files.createTempFile(home, ".err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(SWITCHBOARD|TWILIO|TINY)_.*"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("did not end: " + Files.readString(err));
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
