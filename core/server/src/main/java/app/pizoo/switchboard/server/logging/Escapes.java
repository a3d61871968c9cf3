package app.pizoo.switchboard.server.logging;

/** Escapes data so that a request cannot forge a log line (log injection). */
public final class Escapes {
  private Escapes() {}

  /** The text with control and line-separating characters escaped as in JSON. */
  public static String line(String text) {
    return escape(text, false);
  }

  /** The text as the content of a JSON string. */
  static String json(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean quotes) {
    StringBuilder line = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quotes && (c == '"' || c == '\\')) {
        line.append('\\').append(c);
      } else if (c == '\n') {
        line.append("\\n");
      } else if (c == '\r') {
        line.append("\\r");
      } else if (c == '\t') {
        line.append("\\t");
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.append("\\u").append(String.format("%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }
}
