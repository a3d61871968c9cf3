package app.pizoo.switchboard.server.settings;

import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import java.util.List;
import java.util.Optional;

/** Writes the settings reference of the documentation. */
public final class SettingsCatalog {
  private final StringBuilder text = new StringBuilder(8192);

  /** Adds a table with the settings of one owner, if it has any. */
  public void add(String title, List<Setting<?>> settings) {
    if (settings.isEmpty()) {
      return;
    }
    text.append(text.isEmpty() ? "" : "\n").append("## ").append(title).append("\n\n");
    text.append("| name | form | default | meaning |\n|---|---|---|---|\n");
    for (Setting<?> setting : settings) {
      text.append("| `")
          .append(setting.name())
          .append("` | ")
          .append(cell(setting.form()))
          .append(setting.isSecret() ? "; secret, or `" + setting.name() + "_FILE`" : "")
          .append(" | ")
          .append(defaults(setting))
          .append(" | ")
          .append(cell(setting.meaning()))
          .append(" |\n");
    }
  }

  /** The tables. */
  public String markdown() {
    return text.toString();
  }

  private static String defaults(Setting<?> setting) {
    Optional<String> production = setting.defaultText(Mode.PRODUCTION);
    Optional<String> development = setting.defaultText(Mode.DEVELOPMENT);
    String common = production.map(SettingsCatalog::code).orElse("");
    if (development.isEmpty() || development.equals(production)) {
      return common;
    }
    String special = "in dev " + code(development.get());
    return common.isEmpty() ? special : common + ", " + special;
  }

  private static String code(String value) {
    return "`" + cell(value) + "`";
  }

  private static String cell(String value) {
    return value.replace("|", "\\|");
  }
}
