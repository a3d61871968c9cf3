package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The resources that a process has used since its start.
 *
 * @param cpuTicks CPU time of all threads in hundredths of a second, without the compiler's
 *     threads, which work once for all future requests
 * @param allocatedBytes heap allocations of all threads
 */
record Usage(long cpuTicks, long allocatedBytes) {
  /** Microseconds of a tick (USER_HZ is 100 on Linux). */
  static final double TICK = 10_000;

  /** Prints the port, then the usage of this process for each line of standard input. */
  static void serve(int port) throws IOException {
    System.out.println(port);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (in.readLine() != null) {
      System.out.println(
          ticks(ProcessHandle.current().pid()) + " " + threads.getTotalThreadAllocatedBytes());
    }
  }

  static Usage parse(String line) {
    String[] numbers = line.split(" ", -1);
    return new Usage(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
  }

  /** The CPU time of a process, see {@link #cpuTicks}. */
  static long ticks(long process) throws IOException {
    long sum = 0;
    Path folder = Path.of("/proc", Long.toString(process), "task");
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(folder)) {
      for (Path task : tasks) {
        sum += ticks(task);
      }
    }
    return sum;
  }

  /** Reads proc_pid_stat(5): user time is the 14th field, system time the 15th. */
  private static long ticks(Path task) throws IOException {
    String stat;
    try {
      stat = Files.readString(task.resolve("stat"));
    } catch (NoSuchFileException e) {
      return 0;
    }
    int end = stat.lastIndexOf(')');
    if (stat.substring(0, end).endsWith("CompilerThre")) {
      return 0;
    }
    String[] fields = stat.substring(end + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  Usage since(Usage before) {
    return new Usage(cpuTicks - before.cpuTicks, allocatedBytes - before.allocatedBytes);
  }

  double microseconds() {
    return cpuTicks * TICK;
  }
}
