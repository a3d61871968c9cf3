package com.example.notes;

import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SettingType;

/** What the operator can set. */
final class NotesSettings {
  static final Setting<Integer> MAX_LENGTH =
      Setting.of(
              "NOTES_MAX_LENGTH",
              SettingType.integer(1, 10_000),
              "Longer notes are refused; counted in characters.")
          .orElse("200");

  private NotesSettings() {}
}
