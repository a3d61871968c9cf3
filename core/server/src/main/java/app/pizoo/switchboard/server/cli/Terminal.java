package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.logging.Escapes;
import app.pizoo.switchboard.server.logging.LogFormat;
import app.pizoo.switchboard.server.logging.Logging;
import app.pizoo.switchboard.server.settings.Home;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.SettingValues;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The input and output of a command.
 *
 * @param environment the environment variables
 * @param out for the result
 * @param err for errors and warnings
 */
record Terminal(Home home, Map<String, String> environment, PrintStream out, PrintStream err) {

  /** Writes what the server and its libraries log in the operator's format from now on. */
  void log(SettingValues values) {
    Logging.install(values.find(KernelSettings.LOG).orElse(LogFormat.PLAIN), err);
  }

  /** Prints each finding once and returns the exit code of the first kind; 0 without findings. */
  int report(List<Finding> findings) {
    if (findings.isEmpty()) {
      return 0;
    }
    List<Finding> sorted =
        findings.stream().distinct().sorted(Comparator.comparing(Finding::kind)).toList();
    StringBuilder text = new StringBuilder();
    text.append(sorted.size() == 1 ? "1 problem" : sorted.size() + " problems")
        .append(" to fix:\n");
    sorted.forEach(
        finding -> text.append("  - ").append(Escapes.line(finding.text())).append('\n'));
    Logging.print(err, text.toString());
    return sorted.getFirst().kind().exitCode();
  }

  void warn(List<String> warnings) {
    StringBuilder text = new StringBuilder();
    warnings.forEach(
        warning -> text.append("warning: ").append(Escapes.line(warning)).append('\n'));
    if (!text.isEmpty()) {
      Logging.print(err, text.toString());
    }
  }

  /** Prints rows as columns; the last column is not padded. */
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
