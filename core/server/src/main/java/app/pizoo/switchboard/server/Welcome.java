package app.pizoo.switchboard.server;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a developer what runs where, and what to type next. */
record Welcome(Preparation preparation, Assembly assembly, Kernel kernel) {

  void print(Terminal terminal, ProcessAge age) {
    PrintStream out = terminal.out();
    out.println("Switchboard " + Version.text() + " for development, ready after " + age.text());
    out.println();
    line(out, "API", kernel.api().toString());
    line(out, "operations", kernel.operations().toString());
    preparation
        .standIn()
        .ifPresent(part ->
            assembly
                .standing()
                .ifPresent(standing ->
                    line(
                        out,
                        part.info().id(),
                        standing.address() + "  (" + part.info().summary() + ")")));
    line(
        out,
        "plugins",
        assembly.plugins().stream()
            .map(provided -> provided.provider().info().id())
            .collect(Collectors.joining(", ")));
    preparation
        .unmet()
        .forEach((part, names) ->
            line(out, "left out", part.info().id() + ": not set: " + String.join(", ", names)));
    examples(out);
    out.flush();
  }

  private static void line(PrintStream out, String name, String value) {
    out.printf("  %-12s%s%n", name, value);
  }

  private void examples(PrintStream out) {
    List<String> examples = new ArrayList<>();
    assembly.standing().ifPresent(standing -> examples.addAll(standing.examples()));
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

  /** A word that a shell takes as it is, whatever folder the product lies in. */
  static String forShell(String word) {
    return word.matches("[\\w./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
