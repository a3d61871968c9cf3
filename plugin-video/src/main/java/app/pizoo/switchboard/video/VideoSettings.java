package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SettingType;
import java.util.List;

/** The plugin's settings. */
final class VideoSettings {
  static final Setting<RoomCreation> ROOMS =
      Setting.of(
              "SWITCHBOARD_VIDEO_ROOMS",
              SettingType.choice(RoomCreation.class),
              "Whether rooms are created by the first participant (adhoc), or before the token"
                  + " is issued, with status callbacks and a size (managed).")
          .orElse("adhoc");

  static final Setting<Integer> ROOM_SIZE =
      Setting.of(
              "SWITCHBOARD_VIDEO_ROOM_SIZE",
              SettingType.integer(2, 50),
              "The maximum number of participants of a managed room.")
          .orElse("10");

  static final List<Setting<?>> ALL = List.of(ROOMS, ROOM_SIZE);

  static final List<Requirement> REQUIREMENTS =
      List.of(
          Requirement.inProduction("to receive webhooks about rooms", "SWITCHBOARD_PUBLIC_URL"));

  private VideoSettings() {}
}
