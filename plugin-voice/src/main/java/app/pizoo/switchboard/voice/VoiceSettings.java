package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SettingType;
import java.util.List;

/** The plugin's settings. */
final class VoiceSettings {
  static final Setting<String> APPLICATION_SID =
      Setting.of(
          "TWILIO_VOICE_APPLICATION_SID",
          SettingType.text("AP[0-9a-fA-F]{32}", "AP and 32 hexadecimal digits"),
          "The TwiML application for calls from browsers. Its voice request URL must be"
              + " /api/twilio/voice/incoming of this server.");

  static final Setting<String> INBOUND_IDENTITY =
      Setting.of(
          "SWITCHBOARD_INBOUND_IDENTITY",
          SettingType.of(
              "name of a user",
              text -> {
                if (VoiceIdentity.find(text).isEmpty()) {
                  throw new IllegalArgumentException("expected a shorter name");
                }
                return text;
              }),
          "The user who is called when a phone calls TWILIO_FROM. Without it callers hear a"
              + " message.");

  static final List<Setting<?>> ALL = List.of(APPLICATION_SID, INBOUND_IDENTITY);

  static final List<Requirement> REQUIREMENTS =
      List.of(
          Requirement.allOf("to make calls from browsers", APPLICATION_SID.name()),
          Requirement.inProduction("to receive webhooks about calls", "SWITCHBOARD_PUBLIC_URL"));

  private VoiceSettings() {}
}
