package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.util.Map;
import java.util.Optional;

/**
 * The participants of calls: a row for each user, with what this user may see of the other party.
 */
final class CallParties {
  private static final Map<String, String> OTHER_END =
      Map.of("outgoing", "incoming", "incoming", "outgoing");

  private CallParties() {}

  /** Records a party, unless it is already recorded or was erased from the call. */
  static void join(Sql sql, String call, Party party, String direction, Party other) {
    if (!party.isUser()) {
      return;
    }
    sql.update(
        """
        INSERT INTO voice_parties
          (user_name, sid, direction, other_user, other_key, other_masked, started_at)
        SELECT ?, sid, ?, CASE WHEN %1$s_erased = 0 THEN ? ELSE '' END,
          CASE WHEN %1$s_erased = 0 THEN ? ELSE '' END,
          CASE WHEN %1$s_erased = 0 THEN ? ELSE '' END, started_at
        FROM voice_calls WHERE sid = ? AND %2$s_erased = 0
        ON CONFLICT (user_name, sid) DO NOTHING
        """
            .formatted(OTHER_END.get(direction), direction),
        party.user(),
        direction,
        other.user(),
        other.key(),
        other.masked(),
        call);
  }

  /** The user who makes a call; empty if a phone calls. */
  static Optional<String> caller(Sql sql, String call) {
    return sql.queryOne(
        "SELECT user_name FROM voice_parties WHERE sid = ? AND direction = 'outgoing'",
        row -> row.getString("user_name"),
        call);
  }

  /** Removes a call from its callee's history. */
  static void forgetCallee(Sql sql, String call) {
    sql.update("DELETE FROM voice_parties WHERE sid = ? AND direction = 'incoming'", call);
  }

  /**
   * Erases a user or a number from all calls. Calls of an erased user are marked, because a late
   * callback or reconciliation would otherwise restore the name.
   */
  static int erase(Erasure erasure) {
    String key = Party.key(erasure.subject(), erasure.keyedHashes());
    // A party without its own row appears as the other party in the row of its peer.
    OTHER_END.forEach((direction, other) ->
        erasure
            .sql()
            .update(
                """
                UPDATE voice_calls SET %s_erased = 1
                WHERE sid IN (SELECT sid FROM voice_parties
                  WHERE (user_name = ? AND direction = ?) OR (other_user = ? AND direction = ?))
                """
                    .formatted(direction),
                erasure.subject(),
                direction,
                erasure.subject(),
                other));
    return erasure.sql().update("DELETE FROM voice_parties WHERE user_name = ?", erasure.subject())
        + erasure
            .sql()
            .update(
                """
                UPDATE voice_parties SET other_user = '', other_key = '', other_masked = ''
                WHERE other_user = ? OR other_key = ?
                """,
                erasure.subject(),
                key);
  }
}
