package app.pizoo.switchboard.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LoggingTest {
  private static LogRecord record(String message) {
    LogRecord record = new LogRecord(Level.WARNING, message);
    record.setLoggerName("a.b.c");
    return record;
  }

  @Test
  void data_cannot_start_a_new_line() {
    String line = new PlainLines().format(record("a\r\n2026 forged\u2028\u0085\u001b[31m"));
    assertThat(line.lines()).hasSize(1);
    assertThat(line).contains(" WARN c: a\\r\\n2026 forged").doesNotContain("\u001b", "\u2028");
  }

  @Test
  void an_exceptions_message_stays_within_its_line() {
    LogRecord record = record("failed");
    record.setThrown(new IllegalStateException("x\n2026 forged", new RuntimeException("y")));
    assertThat(new PlainLines().format(record).lines().skip(1))
        .allMatch(line -> line.startsWith("\t"))
        .anyMatch(line -> line.contains("x\\n2026 forged"))
        .anyMatch(line -> line.contains("RuntimeException: y"));
  }

  @Test
  void json_lines_can_be_read_back() {
    LogRecord record = record("a \"b\" \\ \n\t\u0001é");
    record.setThrown(new IllegalStateException("x"));
    String line = new JsonLines().format(record);
    assertThat(line.lines()).hasSize(1);
    JsonObject json = Json.createReader(new StringReader(line)).readObject();
    assertThat(json.getString("message")).isEqualTo("a \"b\" \\ \n\t\u0001é");
    assertThat(json.getString("level")).isEqualTo("WARN");
    assertThat(json.getString("exception")).contains("IllegalStateException: x");
  }
}
