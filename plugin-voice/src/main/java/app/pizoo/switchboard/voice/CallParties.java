package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.util.Optional;

/**
 * The participants of a call, in its row: two users, or a user and a phone. The caller always sees
 * a call in the history, the callee unless it was refused.
 */
final class CallParties {
  private CallParties() {}

  /** Records the caller and whom the caller dialed, unless they are recorded or were erased. */
  static void joinCaller(Sql sql, String call, Party from, Party to) {
    if (!from.isUser()) {
      return;
    }
    sql.update(
        """
        UPDATE voice_calls SET
          callee_user = CASE WHEN callee_user = '' AND incoming_erased = 0 THEN ?
            ELSE callee_user END,
          phone_key = CASE WHEN caller_user = '' THEN ? ELSE phone_key END,
          phone_masked = CASE WHEN caller_user = '' THEN ? ELSE phone_masked END,
          caller_user = CASE WHEN caller_user = '' THEN ? ELSE caller_user END
        WHERE sid = ? AND outgoing_erased = 0
        """,
        to.user(),
        to.key(),
        to.masked(),
        from.user(),
        call);
  }

  /** Records the callee, who now sees the call, unless the callee was erased. */
  static void joinCallee(Sql sql, String call, Party to, Party from) {
    if (!to.isUser()) {
      return;
    }
    sql.update(
        """
        UPDATE voice_calls SET
          caller_user = CASE WHEN caller_user = '' AND outgoing_erased = 0 THEN ?
            ELSE caller_user END,
          phone_key = CASE WHEN callee_user = '' THEN ? ELSE phone_key END,
          phone_masked = CASE WHEN callee_user = '' THEN ? ELSE phone_masked END,
          callee_user = CASE WHEN callee_user = '' THEN ? ELSE callee_user END,
          callee_sees = 1
        WHERE sid = ? AND incoming_erased = 0
        """,
        from.user(),
        from.key(),
        from.masked(),
        to.user(),
        call);
  }

  /** The user who makes a call; empty if a phone calls. */
  static Optional<String> caller(Sql sql, String call) {
    return sql.queryOne(
            "SELECT caller_user FROM voice_calls WHERE sid = ?",
            row -> row.getString("caller_user"),
            call)
        .filter(user -> !user.isEmpty());
  }

  /**
   * Erases a user, with the phones at the other end, or a number from all calls. Calls of an erased
   * user are marked, because a late callback or reconciliation would otherwise restore the name.
   */
  static int erase(Erasure erasure) {
    Sql sql = erasure.sql();
    String key = Party.key(erasure.subject(), erasure.keyedHashes());
    return sql.update(
            """
            UPDATE voice_calls SET caller_user = '', phone_key = '', phone_masked = '',
              outgoing_erased = 1
            WHERE caller_user = ?
            """,
            erasure.subject())
        + sql.update(
            """
            UPDATE voice_calls SET callee_user = '', callee_sees = 0, phone_key = '',
              phone_masked = '', incoming_erased = 1
            WHERE callee_user = ?
            """,
            erasure.subject())
        + sql.update(
            """
            UPDATE voice_calls SET phone_key = '', phone_masked = ''
            WHERE phone_key = ? AND phone_key <> ''
            """,
            key);
  }
}
