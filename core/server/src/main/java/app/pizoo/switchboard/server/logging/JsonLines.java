package app.pizoo.switchboard.server.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Writes each record as one JSON object per line. */
final class JsonLines extends Formatter {
  @Override
  public String format(LogRecord record) {
    StringBuilder line = new StringBuilder(200);
    line.append("{\"time\":\"").append(record.getInstant()).append('"');
    field(line, "level", LevelNames.of(record.getLevel()));
    field(line, "logger", String.valueOf(record.getLoggerName()));
    field(line, "message", String.valueOf(formatMessage(record)));
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      field(line, "exception", trace.toString());
    }
    return line.append("}\n").toString();
  }

  private static void field(StringBuilder line, String name, String value) {
    line.append(",\"").append(name).append("\":\"").append(Escapes.json(value)).append('"');
  }
}
