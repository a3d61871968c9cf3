package app.pizoo.switchboard.server.permissions;

import app.pizoo.switchboard.spi.SettingType;
import java.net.URI;

/** The policy that decides about permissions. */
public sealed interface PolicyChoice {

  /** Every user may do everything. */
  record Open() implements PolicyChoice {}

  /** The claims of the caller's token decide. */
  record Claims() implements PolicyChoice {}

  /** The app's backend decides. */
  record Ask(URI address) implements PolicyChoice {}

  /** Parses {@code open}, {@code claims} or a URL. */
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
