package app.pizoo.switchboard.server.logging;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Writes lines for people: time, level, logger, message. Stack frames follow, each indented by a
 * tab, so a line that begins with a time always begins a record.
 */
final class PlainLines extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSxx").withZone(ZoneId.systemDefault());

  @Override
  public String format(LogRecord record) {
    StringBuilder line = new StringBuilder(160);
    TIME.formatTo(record.getInstant(), line);
    line.append(' ').append(LevelNames.of(record.getLevel()));
    line.append(' ').append(shortName(String.valueOf(record.getLoggerName())));
    line.append(": ").append(Escapes.line(String.valueOf(formatMessage(record)))).append('\n');
    Throwable thrown = record.getThrown();
    while (thrown != null) {
      line.append("\tcaused by ").append(Escapes.line(thrown.toString())).append('\n');
      for (StackTraceElement frame : thrown.getStackTrace()) {
        line.append("\tat ").append(frame).append('\n');
      }
      thrown = thrown.getCause();
    }
    return line.toString();
  }

  private static String shortName(String logger) {
    return Escapes.line(logger.substring(logger.lastIndexOf('.') + 1));
  }
}
