package app.pizoo.switchboard.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LineWriterTest {
  private static final Formatter MESSAGE =
      new Formatter() {
        @Override
        public String format(LogRecord record) {
          return record.getMessage() + "\n";
        }
      };

  private static final long MANY = 64 * 1024 * 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private LineWriter writer() {
    return new LineWriter(new PrintStream(bytes, true, UTF_8), MESSAGE, MANY);
  }

  private List<String> lines() {
    return bytes.toString(UTF_8).lines().toList();
  }

  private static void info(LineWriter writer, String text) {
    writer.publish(new LogRecord(Level.INFO, text));
  }

  @Test
  void flushing_waits_for_what_was_queued_in_order() {
    LineWriter writer = writer();
    info(writer, "first");
    info(writer, "second");
    writer.publish(new LogRecord(Level.WARNING, "third"));
    writer.flush();
    assertThat(lines()).containsExactly("first", "second", "third");
    writer.close();
  }

  @Test
  void a_line_without_haste_is_written_by_itself() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int one) {
            written.countDown();
          }
        };
    LineWriter writer = new LineWriter(new PrintStream(stream, true, UTF_8), MESSAGE, MANY);
    info(writer, "alone");
    written.await();
    writer.close();
  }

  @Test
  void closing_writes_everything() {
    LineWriter writer = writer();
    for (int i = 0; i < 1000; i++) {
      info(writer, "line " + i);
    }
    writer.close();
    assertThat(lines()).hasSize(1000).startsWith("line 0").endsWith("line 999");
  }

  @Test
  void many_threads_lose_nothing_and_keep_their_own_order() throws Exception {
    LineWriter writer = writer();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      String name = "t" + t + " ";
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 5000; i++) {
                  info(writer, name + i);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    writer.close();
    assertThat(lines()).hasSize(40_000);
    for (int t = 0; t < 8; t++) {
      String name = "t" + t + " ";
      List<String> own = lines().stream().filter(line -> line.startsWith(name)).toList();
      assertThat(own).hasSize(5000).startsWith(name + 0, name + 1).endsWith(name + 4999);
    }
  }

  @Test
  void a_line_that_cannot_be_formatted_does_not_end_the_log() {
    LineWriter writer =
        new LineWriter(
            new PrintStream(bytes, true, UTF_8),
            new Formatter() {
              @Override
              public String format(LogRecord record) {
                if (record.getMessage().equals("bad")) {
                  throw new StackOverflowError();
                }
                return record.getMessage() + "\n";
              }
            },
            MANY);
    info(writer, "bad");
    info(writer, "good");
    writer.close();
    assertThat(lines())
        .containsExactly("a line of null has no text: java.lang.StackOverflowError", "good");
  }
}
