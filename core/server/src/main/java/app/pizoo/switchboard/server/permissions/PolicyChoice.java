package app.pizoo.switchboard.server.permissions;

import app.pizoo.switchboard.spi.SettingType;
import java.net.URI;

/** Who answers whether a caller may do something to a target. */
public sealed interface PolicyChoice {

  /** Everybody may do everything. */
  record Open() implements PolicyChoice {}

  /** The claims of the caller's token say it. */
  record Claims() implements PolicyChoice {}

  /** The app's backend is asked. */
  record Ask(URI address) implements PolicyChoice {}

  /** Reads {@code open}, {@code claims} or an address. */
  static SettingType<PolicyChoice> type() {
    String form = "open | claims | " + SettingType.address().form();
    return SettingType.of(
        form,
        text ->
            switch (text) {
              case "open" -> new Open();
              case "claims" -> new Claims();
              default -> {
                try {
                  yield new Ask(SettingType.address().parse(text));
                } catch (IllegalArgumentException e) {
                  throw new IllegalArgumentException("expected " + form, e);
                }
              }
            });
  }
}
