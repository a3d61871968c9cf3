package app.pizoo.switchboard.server.settings;

import static app.pizoo.switchboard.spi.SettingType.integer;
import static app.pizoo.switchboard.spi.SettingType.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.SettingType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Setting types that only {@link KernelSettings} use. */
final class KernelTypes {
  static final SettingType<Integer> PORT = integer(0, 65535);
  static final SettingType<String> HOST =
      text("[A-Za-z0-9.:_-]+|\\[[0-9A-Fa-f:.]+]", "host name or IP address");

  private KernelTypes() {}

  static SettingType<String> secret() {
    String form = "at least 32 bytes of text";
    return SettingType.of(
        form,
        text -> {
          if (text.getBytes(UTF_8).length < 32) {
            throw new IllegalArgumentException("expected " + form);
          }
          return text;
        });
  }

  static SettingType<Path> path() {
    return SettingType.of(
        "path",
        text -> {
          try {
            return Path.of(text);
          } catch (InvalidPathException e) {
            throw new IllegalArgumentException("expected a path", e);
          }
        });
  }
}
