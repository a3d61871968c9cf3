package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.http.Page;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Stores rooms: whether each is in progress, its latest event, and its participants. */
final class Rooms {
  /** A room without an event for this long is fetched from Twilio. */
  private static final Duration OVERDUE_AFTER = Duration.ofHours(1);

  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;

  Rooms(Database database, KeyedHashes keyedHashes, Clock clock) {
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
  }

  /**
   * Records an event, unless a newer one is recorded or the room is over; returns whether it did.
   * Participants are recorded in any case, except for those erased while the room was in progress.
   */
  boolean move(Sql sql, RoomEvent event) {
    long now = clock.millis();
    event
        .joined()
        .ifPresent(user ->
            sql.update(
                """
                INSERT INTO video_parties (user_name, sid, joined_at)
                SELECT ?, ?, ?
                WHERE NOT EXISTS (SELECT 1 FROM video_parties WHERE user_name = ? AND sid = ?)
                ON CONFLICT (user_name, sid) DO NOTHING
                """,
                user,
                event.sid(),
                event.at().toEpochMilli(),
                erased(user, keyedHashes),
                event.sid()));
    return sql.update(
            """
            INSERT INTO video_rooms
              (sid, status, last_event, last_event_at, duration, name, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
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
            event.room(),
            now)
        == 1;
  }

  /** Records that a room is over, as reconciliation has found. */
  void end(String sid, long durationSeconds) {
    long now = clock.millis();
    database.write(sql ->
        sql.update(
            """
            UPDATE video_rooms SET status = 'completed', duration = ?, updated_at = ?
            WHERE sid = ? AND status = 'in-progress'
            """,
            durationSeconds,
            now,
            sid));
  }

  /** A page of the rooms that a user has joined, newest first. */
  List<RoomEntry> of(String user, Page page) {
    return database.read(sql ->
        sql.query(
            """
            SELECT p.sid, r.name, r.status, p.joined_at, r.duration
            FROM video_parties p JOIN video_rooms r ON r.sid = p.sid
            WHERE p.user_name = ? AND (p.joined_at < ? OR (p.joined_at = ? AND p.sid < ?))
            ORDER BY p.joined_at DESC, p.sid DESC LIMIT ?
            """,
            row ->
                new RoomEntry(
                    row.getString("sid"),
                    row.getString("name"),
                    row.getString("status"),
                    Instant.ofEpochMilli(row.getLong("joined_at")),
                    row.getLong("duration")),
            user,
            page.before(),
            page.before(),
            page.beforeId(),
            page.rows()));
  }

  /**
   * Rooms in progress without recent events; each is returned at most once per {@link
   * #OVERDUE_AFTER}.
   */
  List<String> overdue(int max) {
    long before = clock.millis() - OVERDUE_AFTER.toMillis();
    return database.write(sql -> {
      List<String> sids =
          sql.query(
              """
              SELECT sid FROM video_rooms
              WHERE status = 'in-progress' AND asked_at < ? AND updated_at < ?
              ORDER BY asked_at LIMIT ?
              """,
              row -> row.getString("sid"),
              before,
              before,
              max);
      sids.forEach(sid ->
          sql.update("UPDATE video_rooms SET asked_at = ? WHERE sid = ?", clock.millis(), sid));
      return sids;
    });
  }

  /** Removes rooms older than the retention time. */
  void sweep(Duration retention) {
    long before = clock.millis() - retention.toMillis();
    database.write(sql -> {
      sql.update(
          """
          DELETE FROM video_parties WHERE sid IN (SELECT sid FROM video_rooms WHERE updated_at < ?)
          """,
          before);
      return sql.update("DELETE FROM video_rooms WHERE updated_at < ?", before);
    });
  }

  /**
   * Erases a user from all rooms. In rooms in progress a marker replaces the name; without it, a
   * user who connects again would be recorded again.
   */
  static int erase(Erasure erasure) {
    String user = erasure.subject();
    return erasure
            .sql()
            .update(
                """
                UPDATE video_parties SET user_name = ?
                WHERE user_name = ?
                  AND sid IN (SELECT sid FROM video_rooms WHERE status = 'in-progress')
                """,
                erased(user, erasure.keyedHashes()),
                user)
        + erasure.sql().update("DELETE FROM video_parties WHERE user_name = ?", user);
  }

  private static String erased(String user, KeyedHashes keyedHashes) {
    return "erased " + keyedHashes.of("video.erased", user);
  }
}
