package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Schema;
import app.pizoo.switchboard.spi.Schema.Migration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Remembers how far each leg of a call has come. */
final class Calls {
  static final Schema SCHEMA =
      Schema.of(
          new Migration(
              1,
              "legs of calls",
              List.of(
                  """
                  CREATE TABLE voice_legs (
                    sid TEXT PRIMARY KEY,
                    parent_sid TEXT NOT NULL,
                    status TEXT NOT NULL,
                    status_rank INTEGER NOT NULL,
                    duration BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL)
                  """,
                  "CREATE INDEX voice_legs_updated_at ON voice_legs (updated_at)")));

  private static final Duration KEPT = Duration.ofDays(90);

  private final Database database;
  private final Clock clock;

  Calls(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Moves a leg to a state, unless it has come as far already; true if it moved. */
  boolean move(StatusEvent event) {
    long now = clock.millis();
    return database.write(sql -> {
      sql.update("DELETE FROM voice_legs WHERE updated_at < ?", now - KEPT.toMillis());
      return sql.update(
              """
              INSERT INTO voice_legs
                (sid, parent_sid, status, status_rank, duration, updated_at)
              VALUES (?, ?, ?, ?, ?, ?)
              ON CONFLICT (sid) DO UPDATE SET
                status = excluded.status, status_rank = excluded.status_rank,
                duration = excluded.duration, updated_at = excluded.updated_at
              WHERE voice_legs.status_rank < excluded.status_rank
              """,
              event.sid(),
              event.parentSid(),
              event.status().twilioName(),
              event.status().rank(),
              event.durationSeconds(),
              now)
          == 1;
    });
  }

  /** The state of a leg, in Twilio's words. */
  Optional<String> status(String sid) {
    return database.read(sql ->
        sql.queryOne("SELECT status FROM voice_legs WHERE sid = ?", row -> row.getString(1), sid));
  }
}
