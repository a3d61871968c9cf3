package app.pizoo.switchboard.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Measures how long this process has run, including the start of the virtual machine. */
final class ProcessAge {
  private static final double TICKS_PER_SECOND = 100;
  private static final int START_TIME = 22;
  private final long mark = System.nanoTime();

  /** The age in seconds, such as {@code 0.62 s}. */
  String text() {
    return String.format(Locale.ROOT, "%.2f s", seconds());
  }

  private double seconds() {
    double sinceMark = (System.nanoTime() - mark) / 1e9;
    try {
      // Linux reports the start in ticks since boot. Other systems, and containers that show
      // another
      // machine's uptime, fall back to the time since main.
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      String uptime = Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0];
      double age =
          Double.parseDouble(uptime)
              - Double.parseDouble(fields[START_TIME - 3]) / TICKS_PER_SECOND;
      return age >= sinceMark && age < sinceMark + 10 ? age : sinceMark;
    } catch (IOException | RuntimeException e) {
      return sinceMark;
    }
  }
}
