package app.pizoo.switchboard.spi;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThrottledLoggerTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final ThrottledLogger log = new ThrottledLogger(new Recorded(lines), clock);

  private record Recorded(List<String> lines) implements System.Logger {
    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable thrown) {
      lines.add(level + " " + text + (thrown == null ? "" : " " + thrown.getMessage()));
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String text, @Nullable Object... parameters) {
      lines.add(level + " " + text);
    }
  }

  private void ticket(Duration time) {
    now.set(now.get().plus(time));
  }

  @Test
  void the_first_message_is_logged_at_once_and_repeats_are_counted_in_the_next() {
    log.log(WARNING, "full");
    log.log(WARNING, "full");
    ticket(Duration.ofSeconds(59));
    log.log(WARNING, "full");
    assertThat(lines).containsExactly("WARNING full");
    ticket(Duration.ofSeconds(1));
    log.log(WARNING, "full");
    assertThat(lines)
        .containsExactly("WARNING full", "WARNING full (2 similar messages suppressed)");
    ticket(Duration.ofMinutes(1));
    log.log(WARNING, "full");
    assertThat(lines).hasSize(3).endsWith("WARNING full");
  }

  @Test
  void a_failure_is_said_with_its_example_and_its_cause() {
    log.log(ERROR, "no answer", "request 1", new IllegalStateException("gone"));
    log.log(ERROR, "no answer", "request 2", new IllegalStateException("gone"));
    ticket(Duration.ofMinutes(1));
    log.log(ERROR, "no answer", "request 3", new IllegalStateException("back"));
    assertThat(lines)
        .containsExactly(
            "ERROR no answer: request 1 gone",
            "ERROR no answer: request 3 (1 similar messages suppressed) back");
  }

  @Test
  void one_message_does_not_hush_another() {
    log.log(WARNING, "full");
    log.log(ERROR, "refused");
    assertThat(lines).containsExactly("WARNING full", "ERROR refused");
  }

  @Test
  void a_clock_that_is_put_back_hushes_nothing() {
    log.log(WARNING, "full");
    ticket(Duration.ofHours(-1));
    log.log(WARNING, "full");
    assertThat(lines).hasSize(2);
  }

  @Test
  void of_many_concurrent_messages_one_is_logged_and_all_are_counted() {
    IntStream.range(0, 1000).parallel().forEach(i -> log.log(WARNING, "full"));
    assertThat(lines).hasSize(1);
    ticket(Duration.ofMinutes(1));
    log.log(WARNING, "full");
    // Who comes second may be counted already by the line of who came first.
    assertThat(lines).hasSize(2);
    assertThat(lines.stream().mapToInt(ThrottledLoggerTest::suppressed).sum()).isEqualTo(999);
  }

  private static int suppressed(String line) {
    return Integer.parseInt("0" + line.replaceAll("\\D", ""));
  }

  @Test
  void messages_without_end_do_not_fill_the_memory() {
    IntStream.range(0, 5000).forEach(i -> log.log(WARNING, "number " + i));
    assertThat(lines).hasSize(5000);
    log.log(WARNING, "number 4999");
    assertThat(lines).hasSize(5000);
  }
}
