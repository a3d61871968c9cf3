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
            SELECT sid, 'outgoing' AS direction, callee_user AS other_user, phone_key, phone_masked,
              status, started_at, duration, reason
            FROM voice_calls
            WHERE caller_user = ? AND (started_at < ? OR (started_at = ? AND sid < ?))
            UNION ALL
            SELECT sid, 'incoming', caller_user, phone_key, phone_masked,
              status, started_at, duration, ''
            FROM voice_calls
            WHERE callee_user = ? AND callee_sees = 1
              AND (started_at < ? OR (started_at = ? AND sid < ?))
            ORDER BY started_at DESC, sid DESC LIMIT ?
            """,
            row ->
                new CallEntry(
                    row.getString("sid"),
                    row.getString("direction"),
                    new Party(
                        row.getString("other_user"),
                        row.getString("phone_key"),
                        row.getString("phone_masked")),
                    row.getString("status"),
                    Instant.ofEpochMilli(row.getLong("started_at")),
                    row.getLong("duration"),
                    row.getString("reason")),
            user,
            page.before(),
            page.before(),
            page.beforeId(),
            user,
            page.before(),
            page.before(),
            page.beforeId(),
            page.rows()));
  }
}
