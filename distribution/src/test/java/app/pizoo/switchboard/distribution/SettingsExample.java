package app.pizoo.switchboard.distribution;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example of the settings file, made from the tables of {@code config --markdown}. */
final class SettingsExample {
  private static final int WIDTH = 100;
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z_]+)` \\| (.*?) \\| (.*?) \\| (.*?) \\|");
  private static final Pattern DEFAULT = Pattern.compile("^`([^`]*)`.*");

  private SettingsExample() {}

  static String of(String tables) {
    StringBuilder text = new StringBuilder();
    text.append(
        "# Settings of Switchboard: copy this file to switchboard.env and fill in what you");
    text.append(" need.\n# Lines are NAME=value; the environment takes precedence over this file.");
    text.append("\n# docs/reference/settings.md has the same list.\n");
    for (String line : tables.lines().toList()) {
      Matcher row = ROW.matcher(line.replace("\\|", "\u0000"));
      if (line.startsWith("## ")) {
        text.append("\n# ---- ").append(line.substring(3)).append(" ----\n");
      } else if (row.matches()) {
        text.append('\n').append(comment(row.group(4)));
        text.append(comment("Form: " + row.group(2).replace("`", "") + "."));
        Matcher given = DEFAULT.matcher(row.group(3));
        text.append('#').append(row.group(1)).append('=');
        text.append(given.matches() ? given.group(1) : "").append('\n');
      }
    }
    return text.toString().replace('\u0000', '|');
  }

  private static String comment(String sentence) {
    StringBuilder text = new StringBuilder();
    String line = "#";
    for (String word : sentence.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = "#";
      }
      line += " " + word;
    }
    return text.append(line).append('\n').toString();
  }
}
