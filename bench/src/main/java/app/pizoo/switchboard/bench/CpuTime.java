package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** CPU time of other processes on Linux, in microseconds. */
final class CpuTime {
  /** Microseconds of a tick (USER_HZ is 100 on Linux). */
  private static final double TICK = 10_000;

  private CpuTime() {}

  /**
   * The time of all live threads of a Java process but those of the JIT compiler, which work once
   * for all future requests.
   */
  static double ofJava(long process) throws IOException {
    double sum = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(folder(process, "task"))) {
      for (Path task : tasks) {
        if (!read(task.resolve("comm")).matches("C[12] CompilerThre\\s*")) {
          sum += scheduled(task);
        }
      }
    }
    return sum;
  }

  /** The time of a PostgreSQL server: of its first process, and of those for connections. */
  static double ofPostgres(long postmaster) {
    // Fields 16 and 17 of proc_pid_stat(5): the time of children that have ended.
    String stat = read(folder(postmaster, "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double sum = TICK * (Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
    sum += scheduled(folder(postmaster, ""));
    for (ProcessHandle child : ProcessHandle.of(postmaster).orElseThrow().children().toList()) {
      sum += scheduled(folder(child.pid(), ""));
    }
    return sum;
  }

  /**
   * Finds the first process of the PostgreSQL server behind an address; empty if its processes are
   * not visible, because the container runs in another machine.
   */
  static Optional<Long> postmaster(String url) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT inet_client_port() AS port")) {
      row.next();
      // Each process for a connection has the client's address and port in its title.
      String title = "(" + row.getInt("port") + ")";
      List<ProcessHandle> found =
          ProcessHandle.allProcesses().filter(process -> isTitled(process.pid(), title)).toList();
      return found.stream().findFirst().flatMap(ProcessHandle::parent).map(ProcessHandle::pid);
    }
  }

  private static boolean isTitled(long process, String title) {
    try {
      String line = Files.readString(folder(process, "cmdline"), UTF_8);
      return line.startsWith("postgres: ") && line.contains(title);
    } catch (IOException ended) {
      return false;
    }
  }

  /** Time on a CPU, in nanoseconds the first field of schedstat; 0 if the task has ended. */
  private static double scheduled(Path task) {
    String stat = read(task.resolve("schedstat"));
    return stat.isEmpty() ? 0 : Long.parseLong(stat.substring(0, stat.indexOf(' '))) / 1_000.0;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      return "";
    }
  }

  private static Path folder(long process, String name) {
    return Path.of("/proc", Long.toString(process), name);
  }
}
