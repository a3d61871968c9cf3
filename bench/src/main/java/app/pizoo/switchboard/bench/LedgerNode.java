package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.server.EmbeddedServer;
import app.pizoo.switchboard.sms.SmsPlugin;
import app.pizoo.switchboard.twilio.TwilioService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A node in a process of its own, which can be killed. */
final class LedgerNode implements AutoCloseable {
  private final Process process;

  private LedgerNode(Process process) {
    this.process = process;
  }

  /** Serves until the process ends; arguments are the data folder, a clock's offset, settings. */
  public static void main(String[] arguments) throws IOException {
    EmbeddedServer.Builder builder =
        EmbeddedServer.production()
            .data(Path.of(arguments[0]))
            .clock(
                Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(arguments[1]))));
    for (int i = 2; i < arguments.length; i += 2) {
      builder.set(arguments[i], arguments[i + 1]);
    }
    try (EmbeddedServer server =
        builder.plugin(new SmsPlugin()).service(new TwilioService()).start()) {
      Usage.serve(server.api().getPort());
    }
  }

  /** Starts a node and waits until it is ready. */
  static LedgerNode start(Path data, Duration offset, Map<String, String> settings)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(LedgerNode.class.getName(), data.toString()));
    words.add(Long.toString(offset.toSeconds()));
    new TreeMap<>(settings).forEach((name, value) -> words.addAll(List.of(name, value)));
    Process process =
        new ProcessBuilder(words).redirectError(data.resolve("log.txt").toFile()).start();
    if (process.inputReader().readLine() == null) {
      throw new IOException("the node did not start; see " + data.resolve("log.txt"));
    }
    return new LedgerNode(process);
  }

  /** What it has used so far. */
  Usage usage() throws IOException {
    process.outputWriter().write("\n");
    process.outputWriter().flush();
    return Usage.parse(process.inputReader().readLine());
  }

  /** Ends it without a chance to finish anything, as kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
