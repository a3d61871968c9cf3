package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.logging.Escapes;
import app.pizoo.switchboard.server.settings.Home;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a command sees of its process.
 *
 * @param environment the environment's variables
 * @param out what the command is asked for
 * @param err what it has to say besides
 */
record Terminal(Home home, Map<String, String> environment, PrintStream out, PrintStream err) {

  /** Prints findings once, and gives the exit code of the first kind; 0 if there are none. */
  int report(List<Finding> findings) {
    if (findings.isEmpty()) {
      return 0;
    }
    List<Finding> sorted =
        findings.stream().distinct().sorted(Comparator.comparing(Finding::kind)).toList();
    err.println(
        sorted.size() == 1 ? "One thing to put right:" : sorted.size() + " things to put right:");
    sorted.forEach(finding -> err.println("  - " + Escapes.line(finding.text())));
    return sorted.getFirst().kind().exitCode();
  }

  void warn(List<String> warnings) {
    warnings.forEach(warning -> err.println("warning: " + Escapes.line(warning)));
  }

  /** Prints rows as columns; the last column is as wide as it likes. */
  void table(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (widths.size() == i) {
          widths.add(0);
        }
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String cell = Escapes.line(row.get(i));
        line.append(cell);
        if (i < row.size() - 1) {
          line.repeat(' ', Math.max(0, widths.get(i) - cell.length()) + 2);
        }
      }
      out.println(line);
    }
  }
}
