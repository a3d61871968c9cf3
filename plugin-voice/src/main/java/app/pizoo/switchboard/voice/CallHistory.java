package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.http.Page;
import app.pizoo.switchboard.spi.storage.Database;
import java.time.Instant;
import java.util.List;

/** Reads the calls of one user, newest first. */
record CallHistory(Database database) {
  List<CallEntry> of(String user, Page page) {
    return database.read(sql ->
        sql.query(
            """
            SELECT p.sid, p.direction, p.other_user, p.other_key, p.other_masked,
              c.status, p.started_at, c.duration,
              CASE WHEN p.direction = 'outgoing' THEN c.reason ELSE '' END AS reason
            FROM voice_parties p JOIN voice_calls c ON c.sid = p.sid
            WHERE p.user_name = ? AND (p.started_at < ? OR (p.started_at = ? AND p.sid < ?))
            ORDER BY p.started_at DESC, p.sid DESC LIMIT ?
            """,
            row ->
                new CallEntry(
                    row.getString("sid"),
                    row.getString("direction"),
                    new Party(
                        row.getString("other_user"),
                        row.getString("other_key"),
                        row.getString("other_masked")),
                    row.getString("status"),
                    Instant.ofEpochMilli(row.getLong("started_at")),
                    row.getLong("duration"),
                    row.getString("reason")),
            user,
            page.before(),
            page.before(),
            page.beforeId(),
            page.rows()));
  }
}
