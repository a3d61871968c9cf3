package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.spi.storage.Schema.Migration;
import java.util.List;

/** The plugin's tables. */
final class VideoSchema {
  static final Schema SCHEMA =
      Schema.of(
          new Migration(
              1,
              "rooms",
              List.of(
                  """
                  CREATE TABLE video_rooms (
                    sid TEXT PRIMARY KEY,
                    status TEXT NOT NULL,
                    last_event TEXT NOT NULL,
                    last_event_at BIGINT NOT NULL,
                    duration BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL)
                  """,
                  "CREATE INDEX video_rooms_updated_at ON video_rooms (updated_at)")),
          new Migration(
              2,
              "names of rooms, and who was there",
              List.of(
                  "ALTER TABLE video_rooms ADD COLUMN name TEXT NOT NULL DEFAULT ''",
                  "ALTER TABLE video_rooms ADD COLUMN asked_at BIGINT NOT NULL DEFAULT 0",
                  "CREATE INDEX video_rooms_open ON video_rooms (status, asked_at)",
                  """
                  CREATE TABLE video_parties (
                    user_name TEXT NOT NULL,
                    sid TEXT NOT NULL,
                    joined_at BIGINT NOT NULL,
                    PRIMARY KEY (user_name, sid))
                  """,
                  """
                  CREATE INDEX video_parties_history
                    ON video_parties (user_name, joined_at, sid)
                  """,
                  "CREATE INDEX video_parties_sid ON video_parties (sid)")));

  private VideoSchema() {}
}
