package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SettingType;
import app.pizoo.switchboard.spi.Settings;
import java.util.List;

/**
 * What the operator configures.
 *
 * @param serviceSid the Verify service
 * @param access who may start and check codes
 */
record VerifySettings(String serviceSid, Access access) {
  static final Setting<String> SERVICE_SID =
      Setting.of(
          "TWILIO_VERIFY_SERVICE_SID",
          SettingType.text("VA[0-9a-fA-F]{32}", "VA and 32 hexadecimal digits"),
          "The Verify service that sends and checks codes; code length, texts and channels are set"
              + " there, in Twilio's console.");

  static final Setting<Access> ACCESS =
      Setting.of(
              "SWITCHBOARD_VERIFY_ACCESS",
              SettingType.choice(Access.class),
              "Who may start and check codes: anybody (for signing up), signed-in users, or only"
                  + " the app's backend with the scope verify.")
          .orElse("open");

  static final List<Setting<?>> ALL = List.of(SERVICE_SID, ACCESS);

  static VerifySettings from(Settings settings) {
    return new VerifySettings(settings.get(SERVICE_SID), settings.get(ACCESS));
  }
}
