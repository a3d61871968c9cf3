package app.pizoo.switchboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The assembled product in a folder, run as an operator would. */
public final class Installation {
  /** Where the build put it; the property {@code switchboard.product} names the folder. */
  private static final Path BUILT =
      Path.of(System.getProperty("switchboard.product", "distribution/target/switchboard"))
          .toAbsolutePath();

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Optional<Long> openFiles = Optional.empty();

  private Installation(Path folder) {
    this.folder = folder;
  }

  /**
   * A product of one's own in a folder: everything but what a test may change is linked to the one
   * that was built.
   */
  public static Installation in(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String shared : List.of("runtime", "lib", "drivers")) {
        Files.createSymbolicLink(folder.resolve(shared), BUILT.resolve(shared));
      }
      for (String own : List.of("bin", "plugins", "dev", "etc")) {
        copy(BUILT.resolve(own), folder.resolve(own));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Installation(folder).with("SWITCHBOARD_DATA", data(folder).toString()).onFreePorts();
  }

  /** The product in a folder as it is. */
  public static Installation at(Path folder) {
    return new Installation(folder).onFreePorts();
  }

  private Installation onFreePorts() {
    return with("SWITCHBOARD_HTTP_PORT", "0")
        .with("SWITCHBOARD_OPS_PORT", "0")
        .with("SWITCHBOARD_BOX_PORT", "0");
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** Where its data lies: beside it, since an upgrade replaces its folder. */
  public Path data() {
    return data(folder);
  }

  private static Path data(Path folder) {
    return folder.resolveSibling(folder.getFileName() + "-data");
  }

  /** Sets something in its environment. */
  public Installation with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Lets its processes open only so many files. */
  public Installation withOpenFiles(long limit) {
    openFiles = Optional.of(limit);
    return this;
  }

  /** Takes something out of its environment. */
  public Installation without(String name) {
    environment.remove(name);
    return this;
  }

  /**
   * Everything set that {@code serve} demands, for a box.
   *
   * @param publicUrl where the box reaches it
   */
  public Installation with(RunningBox box, String publicUrl) {
    forProduction().with("SWITCHBOARD_PUBLIC_URL", publicUrl);
    environment.putAll(box.settings());
    return this;
  }

  /** Everything set that {@code serve} demands. */
  public Installation forProduction() {
    return with("TWILIO_ACCOUNT_SID", "AC" + "0".repeat(32))
        .with("TWILIO_API_KEY_SID", "SK" + "0".repeat(32))
        .with("TWILIO_API_KEY_SECRET", "s".repeat(32))
        .with("TWILIO_AUTH_TOKEN", "0".repeat(32))
        .with("TWILIO_VOICE_APPLICATION_SID", "AP" + "0".repeat(32))
        .with("TWILIO_VERIFY_SERVICE_SID", "VA" + "0".repeat(32))
        .with("TWILIO_FROM", "+12025550123")
        .with("SWITCHBOARD_PUBLIC_URL", "https://calls.example.com")
        .with("SWITCHBOARD_COUNTRIES", "US,CA")
        .with("SWITCHBOARD_POLICY", "open")
        .with("SWITCHBOARD_JWT_SECRET", "0123456789abcdef0123456789abcdef");
  }

  /** The jar of a plugin, such as {@code plugin-sms}. */
  public Path plugin(String name) {
    try (Stream<Path> jars = Files.list(folder.resolve("plugins"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(name + "-"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a plugin's jar away. */
  public Installation removePlugin(String name) {
    try {
      Files.delete(plugin(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A command with this product's environment, and with none of the caller's settings. */
  public ProcessBuilder command(String... arguments) {
    List<String> words = new ArrayList<>();
    openFiles.ifPresent(
        limit -> words.addAll(List.of("sh", "-c", "ulimit -n " + limit + "; exec \"$@\"", "sh")));
    words.add(folder.resolve("bin/switchboard").toString());
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().removeIf(name -> name.matches("(SWITCHBOARD|TWILIO)_.*"));
    builder.environment().putAll(environment);
    return builder;
  }

  /** What a command printed, and its exit code. */
  public record Result(int exit, String out, String err) {
    /** Both outputs. */
    public String all() {
      return out + err;
    }
  }

  /** Runs a command to its end. */
  public Result run(String... arguments) throws Exception {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    Process process =
        command(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("still runs: " + String.join(" ", arguments));
    }
    Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return result;
  }

  /** Starts the server and waits until it is ready. */
  public RunningServer start(String... arguments) throws Exception {
    return RunningServer.start(this, arguments);
  }
}
