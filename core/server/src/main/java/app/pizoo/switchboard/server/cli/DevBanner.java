package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.bootstrap.Kernel;
import app.pizoo.switchboard.server.bootstrap.KernelConfig;
import app.pizoo.switchboard.server.bootstrap.StartupPlan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the addresses of everything that runs, and commands to try. */
record DevBanner(StartupPlan plan, KernelConfig config, Kernel kernel) {

  void print(Terminal terminal, ProcessAge age) {
    PrintStream out = terminal.out();
    out.println("Switchboard " + Version.text() + " for development, ready after " + age.text());
    out.println();
    line(out, "API", kernel.api().toString());
    line(out, "operations", kernel.operations().toString());
    plan.devService()
        .ifPresent(part ->
            config
                .runningDevService()
                .ifPresent(runningDevService ->
                    line(
                        out,
                        part.info().id(),
                        runningDevService.address() + "  (" + part.info().summary() + ")")));
    line(
        out,
        "plugins",
        config.plugins().stream()
            .map(provided -> provided.provider().info().id())
            .collect(Collectors.joining(", ")));
    plan.unmet()
        .forEach((part, names) ->
            line(out, "skipped", part.info().id() + ": not set: " + String.join(", ", names)));
    examples(out);
    out.flush();
  }

  private static void line(PrintStream out, String name, String value) {
    out.printf("  %-12s%s%n", name, value);
  }

  private void examples(PrintStream out) {
    List<String> examples = new ArrayList<>();
    config
        .runningDevService()
        .ifPresent(runningDevService -> examples.addAll(runningDevService.examples()));
    examples.addAll(kernel.examples());
    if (examples.isEmpty()) {
      return;
    }
    out.println();
    out.println("Try:");
    String command = forShell(System.getProperty("switchboard.command", "switchboard"));
    examples.forEach(example ->
        out.println(
            "  "
                + example
                    .replace("{api}", kernel.api().toString())
                    .replace("{switchboard}", command)));
  }

  /** Quotes a word for the shell if needed. */
  static String forShell(String word) {
    return word.matches("[\\w./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
