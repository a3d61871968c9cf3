package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the lines of the operators' documentation as they stand there, below a folder instead of the
 * root of a machine: {@code /opt}, {@code /etc}, {@code /var} are folders in it. What needs a real
 * machine is replaced by a script: {@code systemctl} starts and stops what the unit says, {@code
 * sudo} runs a command as the present user, {@code useradd} and {@code chown} do nothing.
 */
final class DocumentedMachine implements AutoCloseable {
  private static final Path DOCUMENTS = Path.of("../docs/operate");
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^( *)```\\n(.*?)^ *```", Pattern.DOTALL);
  private static final Pattern READY =
      Pattern.compile("ready after \\S+ \\S+: API on (\\S+?), operations");

  private static final Map<String, String> COMMANDS =
      Map.of(
          "systemctl",
          """
          unit=$ROOT/etc/systemd/system/switchboard.service
          case $1 in
            daemon-reload) ;;
            enable|start)
              line() { sed -n "s#^$1=##p" "$unit" | sed "s#/opt/#$ROOT/opt/#g;s#/var/#$ROOT/var/#g"; }
              mkdir -p -m 700 "$ROOT/var/lib/$(line StateDirectory)"
              : > "$ROOT/log"
              env "$(line Environment)" $(line ExecStart) > "$ROOT/log" 2>&1 &
              echo $! > "$ROOT/pid" ;;
            stop)
              kill "$(cat "$ROOT/pid")"
              while kill -0 "$(cat "$ROOT/pid")" 2>/dev/null; do sleep 0.05; done ;;
            *) exit 64 ;;
          esac
          """,
          "sudo",
          """
          [ "$1 $2" = "-u switchboard" ] || exit 64
          shift 2
          exec env "$@"
          """,
          "useradd",
          "[ $# -gt 0 ]",
          "chown",
          "[ -e \"$2\" ]");

  private final Path root;

  DocumentedMachine(Path root) throws IOException {
    this.root = root;
    for (String folder : List.of("opt", "etc/systemd/system", "var/lib", "var/backups", "bin")) {
      Files.createDirectories(root.resolve(folder));
    }
    for (Map.Entry<String, String> command : COMMANDS.entrySet()) {
      Path script = root.resolve("bin").resolve(command.getKey());
      Files.writeString(script, "#!/bin/sh\nset -e\n" + command.getValue());
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** A path of the machine. */
  Path path(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /** The one block of lines in a page that contains a text. */
  static String block(String page, String text) throws IOException {
    List<String> found =
        BLOCK
            .matcher(Files.readString(DOCUMENTS.resolve(page)))
            .results()
            .map(block -> block.group(2).replaceAll("(?m)^" + block.group(1), ""))
            .filter(block -> block.contains(text))
            .toList();
    assertThat(found).as("blocks of %s with %s", page, text).hasSize(1);
    return found.getFirst();
  }

  /** Runs the block of a page that contains a text, and returns what it printed. */
  String run(String page, String text) throws Exception {
    return lines(block(page, text));
  }

  /** Runs lines and returns what they printed. */
  String lines(String documented) throws Exception {
    String lines =
        documented
            .replaceAll("(?<![\\w.-])/(opt|var|etc)/", root + "/$1/")
            .replace("distribution/target/switchboard", System.getProperty("switchboard.product"));
    ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", lines);
    shell.environment().keySet().removeIf(name -> name.matches("(SWITCHBOARD|TWILIO)_.*"));
    shell.environment().put("ROOT", root.toString());
    shell
        .environment()
        .merge("PATH", root.resolve("bin").toString(), (old, own) -> own + ":" + old);
    Path out = Files.createTempFile(root, "out", ".txt");
    Process process = shell.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(lines).isTrue();
    String printed = Files.readString(out, UTF_8);
    assertThat(process.exitValue()).as(lines + "\n" + printed).isZero();
    return printed;
  }

  /** The address of the API, once the server that {@code systemctl} started is ready. */
  URI api() throws Exception {
    Eventually.isTrue(
        "the server is ready, or ended",
        () -> READY.matcher(log()).find() || ProcessHandle.of(pid()).isEmpty());
    Matcher ready = READY.matcher(log());
    assertThat(ready.find()).as(log()).isTrue();
    return URI.create(ready.group(1));
  }

  /** What the server has logged since {@code systemctl} started it. */
  String log() throws IOException {
    return Files.readString(root.resolve("log"));
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readString(root.resolve("pid")).strip());
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(root.resolve("pid"))) {
      ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
