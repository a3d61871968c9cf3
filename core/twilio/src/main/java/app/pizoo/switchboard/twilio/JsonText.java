package app.pizoo.switchboard.twilio;

import java.util.HexFormat;
import java.util.Map;

/** Writes the JSON of access tokens (RFC 8259): objects of texts, numbers and objects. */
final class JsonText {
  private final StringBuilder text = new StringBuilder(512);
  private boolean first = true;

  JsonText open() {
    text.append('{');
    first = true;
    return this;
  }

  JsonText open(String name) {
    return name(name).open();
  }

  JsonText close() {
    text.append('}');
    first = false;
    return this;
  }

  JsonText put(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  JsonText put(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  JsonText put(String name, boolean value) {
    name(name);
    text.append(value);
    return this;
  }

  JsonText putAll(Map<String, String> values) {
    values.forEach(this::put);
    return this;
  }

  private JsonText name(String name) {
    if (!first) {
      text.append(',');
    }
    first = false;
    quote(name);
    text.append(':');
    return this;
  }

  private void quote(String value) {
    text.append('"');
    int written = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\' || c < ' ') {
        text.append(value, written, i);
        written = i + 1;
        escape(c);
      }
    }
    text.append(value, written, value.length()).append('"');
  }

  private void escape(char c) {
    if (c < ' ') {
      text.append("\\u").append(HexFormat.of().toHexDigits(c));
    } else {
      text.append('\\').append(c);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
