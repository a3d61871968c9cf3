package app.pizoo.switchboard.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody reads the stream: threads that log go on, and memory is bounded. */
@Timeout(300)
class UnreadLogTest {
  private static final int MAX_BYTES = 100_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private final OutputStream stuck =
      new OutputStream() {
        @Override
        public void write(int one) {
          entered.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          bytes.write(one);
        }
      };

  private final LineWriter writer =
      new LineWriter(new PrintStream(stuck, true, UTF_8), new PlainLines(), MAX_BYTES);

  @AfterEach
  void end() {
    released.countDown();
    writer.close();
  }

  private void log(Level level, String logger, String text) {
    LogRecord record = new LogRecord(level, text);
    record.setLoggerName(logger);
    writer.publish(record);
  }

  private void block() throws Exception {
    log(Level.INFO, "x", "first");
    entered.await();
  }

  private List<String> lines() {
    return bytes.toString(UTF_8).lines().toList();
  }

  @Test
  void lines_beyond_the_bound_are_dropped_counted_and_reported_once() throws Exception {
    block();
    assertThat(writer.isDropping()).isFalse();
    for (int i = 0; i < 10_000; i++) {
      log(i % 2 == 0 ? Level.INFO : Level.WARNING, "x", "line " + i);
    }
    assertThat(writer.isDropping()).isTrue();
    long dropped = writer.dropped();
    released.countDown();
    Eventually.isTrue("the report", () -> !writer.isDropping());
    assertThat(writer.dropped()).isEqualTo(dropped);
    assertThat(lines()).hasSize((int) (10_001 - dropped + 1));
    assertThat(lines().getLast())
        .endsWith(" WARN log: " + dropped + " log lines were dropped, because nobody read the log");
    assertThat(lines().get(1)).endsWith("line 0");
    log(Level.INFO, "x", "later");
    writer.close();
    assertThat(lines().getLast()).endsWith("later");
  }

  @Test
  void access_lines_are_dropped_first() throws Exception {
    block();
    for (int i = 0; i < 10_000; i++) {
      log(Level.INFO, Logging.ACCESS, "GET /");
    }
    long dropped = writer.dropped();
    assertThat(dropped).isPositive();
    log(Level.INFO, "x", "another line");
    assertThat(writer.dropped()).isEqualTo(dropped);
  }

  @Test
  void large_lines_count_by_their_size() throws Exception {
    block();
    log(Level.INFO, "x", "y".repeat(MAX_BYTES / 2));
    assertThat(writer.dropped()).isOne();
    LogRecord withFailure = new LogRecord(Level.SEVERE, "failed");
    withFailure.setThrown(new IllegalStateException("z".repeat(MAX_BYTES / 2)));
    writer.publish(withFailure);
    LogRecord withParameter = new LogRecord(Level.INFO, "{0}");
    withParameter.setParameters(new Object[] {"z".repeat(MAX_BYTES / 2)});
    writer.publish(withParameter);
    assertThat(writer.dropped()).isEqualTo(3);
  }

  @Test
  void closing_and_printing_do_not_wait_forever() throws Exception {
    block();
    log(Level.WARNING, "x", "never read");
    writer.flush();
    Logging.print(new PrintStream(stuck, true, UTF_8), "never read either");
    writer.close();
    log(Level.WARNING, "x", "too late");
    assertThat(writer.dropped()).isOne();
    assertThat(lines()).isEmpty();
  }
}
