package app.pizoo.switchboard.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many connections a listener may keep open, so that clients alone exhaust neither the files
 * nor the heap of the process.
 *
 * @param openFiles the process's soft limit of open files
 * @param heapBytes the largest heap
 */
public record ConnectionLimit(long openFiles, long heapBytes) {
  /** More than one node should serve; further clients wait in the backlog. */
  public static final int MAX = 4096;

  /** Kept free for the database, jars, logs, selectors and the operations listener. */
  private static final int RESERVED_FILES = 256;

  /** Requests in flight can each need a connection to Twilio; beside few files, half of them. */
  private static final int OUTBOUND_FILES = 512;

  private static final int MIN = 16;

  /** The buffers and the thread of an idle connection. */
  private static final long BYTES = 24 * 1024;

  /** A TLS connection has buffers for whole records, in both directions and both forms. */
  private static final long TLS_BYTES = 96 * 1024;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern SOFT = Pattern.compile("Max open files\\s+(\\d+)\\s.*");

  /** The limits of this process; without the file of Linux, files count as unlimited. */
  public static ConnectionLimit ofProcess() {
    // Not from the management bean, whose classes would slow the start.
    List<String> lines;
    try {
      lines = Files.readAllLines(LIMITS);
    } catch (IOException notLinux) {
      lines = List.of();
    }
    return new ConnectionLimit(softLimit(lines), Runtime.getRuntime().maxMemory());
  }

  static long softLimit(List<String> lines) {
    return lines.stream()
        .map(SOFT::matcher)
        .filter(Matcher::matches)
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** The number of connections; a sixth of the heap is for their buffers. */
  public int connections(boolean tls) {
    long byHeap = heapBytes / 6 / (tls ? TLS_BYTES : BYTES);
    return Math.clamp(Math.min(byFiles(), byHeap), MIN, MAX);
  }

  /** Whether the files, and not the heap or the maximum, decide. */
  public boolean hasFewFiles() {
    return byFiles() < MAX;
  }

  private long byFiles() {
    long files = Math.max(0, openFiles - RESERVED_FILES);
    return files - Math.min(OUTBOUND_FILES, files / 2);
  }

  /** The number of files with which {@link #hasFewFiles} is false. */
  public static int enoughFiles() {
    return MAX + OUTBOUND_FILES + RESERVED_FILES;
  }
}
