package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Schema;
import app.pizoo.switchboard.spi.Schema.Migration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Remembers whether each room is in progress, and the newest thing that happened in it. */
final class Rooms {
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
                  "CREATE INDEX video_rooms_updated_at ON video_rooms (updated_at)")));

  private static final Duration KEPT = Duration.ofDays(90);

  private final Database database;
  private final Clock clock;

  Rooms(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Notes an event, unless a newer one is known or the room is over; true if it was noted. */
  boolean move(RoomEvent event) {
    long now = clock.millis();
    return database.write(sql -> {
      sql.update("DELETE FROM video_rooms WHERE updated_at < ?", now - KEPT.toMillis());
      return sql.update(
              """
              INSERT INTO video_rooms
                (sid, status, last_event, last_event_at, duration, updated_at)
              VALUES (?, ?, ?, ?, ?, ?)
              ON CONFLICT (sid) DO UPDATE SET
                status = excluded.status, last_event = excluded.last_event,
                last_event_at = excluded.last_event_at, duration = excluded.duration,
                updated_at = excluded.updated_at
              WHERE video_rooms.status = 'in-progress'
                AND (excluded.status = 'completed'
                  OR video_rooms.last_event_at < excluded.last_event_at)
              """,
              event.sid(),
              event.ended() ? "completed" : "in-progress",
              event.name(),
              event.at().toEpochMilli(),
              event.durationSeconds(),
              now)
          == 1;
    });
  }

  /** The state of a room, in Twilio's words. */
  Optional<String> status(String sid) {
    return database.read(sql ->
        sql.queryOne("SELECT status FROM video_rooms WHERE sid = ?", row -> row.getString(1), sid));
  }
}
