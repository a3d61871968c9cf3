package app.pizoo.switchboard.server.settings;

import app.pizoo.switchboard.spi.Loopback;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import java.util.ArrayList;
import java.util.List;

/** Rules between the kernel's settings, beyond the format of each one. */
final class KernelSettingRules {
  private KernelSettingRules() {}

  /** One sentence for each violated rule. */
  static List<String> problems(Mode mode, SettingValues values) {
    List<String> problems = new ArrayList<>();
    if (values.has(KernelSettings.JWT_SECRET.name())
        && values.has(KernelSettings.JWT_JWKS_URL.name())) {
      problems.add(
          "SWITCHBOARD_JWT_SECRET and SWITCHBOARD_JWT_JWKS_URL are both set; users are"
              + " authenticated by one of the two, so remove the other.");
    }
    if (values.has(KernelSettings.JWT_SECRET_NEXT.name())
        && !values.has(KernelSettings.JWT_SECRET.name())) {
      problems.add(
          "SWITCHBOARD_JWT_SECRET_NEXT is set without SWITCHBOARD_JWT_SECRET; it is accepted beside"
              + " that one, not instead of it.");
    }
    if (mode == Mode.DEVELOPMENT) {
      List.of(KernelSettings.HTTP_HOST, KernelSettings.OPS_HOST)
          .forEach(setting -> loopback(values, setting, problems));
    } else if (values.has(KernelSettings.JWT_JWKS_URL.name())) {
      List.of(KernelSettings.JWT_ISSUER, KernelSettings.JWT_AUDIENCE)
          .forEach(setting -> demanded(values, setting, problems));
    }
    return problems;
  }

  private static void loopback(
      SettingValues values, Setting<String> setting, List<String> problems) {
    values
        .find(setting)
        .filter(host -> !Loopback.isLoopback(host))
        .ifPresent(host ->
            problems.add(
                setting.name()
                    + " is not a loopback address; dev listens on this machine only, because it"
                    + " admits every caller. Remove it, or run serve."));
  }

  private static void demanded(
      SettingValues values, Setting<String> setting, List<String> problems) {
    if (!values.has(setting.name())) {
      problems.add(
          setting.name()
              + " is not set: SWITCHBOARD_JWT_JWKS_URL requires it, because an identity provider"
              + " signs tokens of other apps with the same keys. "
              + setting.meaning());
    }
  }
}
