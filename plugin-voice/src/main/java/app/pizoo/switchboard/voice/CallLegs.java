package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.util.List;

/** The table of legs. A leg only moves forward, and its first final state stays. */
final class CallLegs {
  private CallLegs() {}

  /** Moves a leg to a later state; returns false if it has already reached that state. */
  static boolean move(Sql sql, StatusEvent event, long now) {
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
  }

  static List<Leg> of(Sql sql, String call) {
    return sql.query(
        "SELECT parent_sid, status, duration FROM voice_legs WHERE sid = ? OR parent_sid = ?",
        row ->
            new Leg(
                !row.getString("parent_sid").isEmpty(),
                CallStatus.find(row.getString("status")).orElseThrow(),
                row.getLong("duration")),
        call,
        call);
  }
}
