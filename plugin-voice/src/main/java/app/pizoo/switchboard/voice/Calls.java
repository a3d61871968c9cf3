package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Database.Sql;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Remembers calls: how far each leg has come, what that makes of the call, who took part. */
final class Calls {
  /** A call that nothing was heard of for so long is asked for. */
  private static final Duration SILENT = Duration.ofMinutes(2);

  /** A call is asked for at most so often. */
  private static final Duration PATIENT = Duration.ofMinutes(5);

  private final Database database;
  private final Clock clock;

  Calls(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Notes a call that begins; if Twilio asked before and it was rejected, that is taken back.
   *
   * @return whether it is over already
   */
  boolean begin(Sql sql, String sid, Party from, Party to) {
    touch(sql, sid, clock.millis());
    Optional<CallStatus> told = Leg.deciding(CallLegs.of(sql, sid)).map(Leg::status);
    // What has ended stays ended: this answer came too late for Twilio.
    boolean over = told.filter(CallStatus::isEnd).isPresent();
    if (!over) {
      sql.update(
          "UPDATE voice_calls SET reason = '', status = ?, is_over = 0 WHERE sid = ?",
          told.orElse(CallStatus.RINGING).twilioName(),
          sid);
    }
    CallParties.join(sql, sid, from, "outgoing", to);
    CallParties.join(sql, sid, to, "incoming", from);
    return over;
  }

  /**
   * Notes a call that is rejected, as Twilio will call it; perhaps it never tells.
   *
   * @return whether it is over: true, unless Twilio told that it goes on
   */
  boolean refuse(Sql sql, String sid, Party from, Party to, String reason) {
    touch(sql, sid, clock.millis());
    int rejected =
        sql.update(
            """
            UPDATE voice_calls SET reason = ?, status = ?, is_over = 1 WHERE sid = ? AND status = ?
            """,
            reason,
            CallStatus.NO_ANSWER.twilioName(),
            sid,
            CallStatus.RINGING.twilioName());
    if (rejected == 1) {
      // Why is the caller's alone to know. If Twilio rings the callee all the same, it will tell.
      CallParties.forgetCallee(sql, sid);
    }
    CallParties.join(sql, sid, from, "outgoing", to);
    return sql.queryOne(
            "SELECT is_over FROM voice_calls WHERE sid = ?", row -> row.getInt("is_over") == 1, sid)
        .orElseThrow();
  }

  /**
   * Moves a leg to a state, unless it has come as far already, and its call with it.
   *
   * @return whether it moved, and whether that ended the call
   */
  Moved move(Sql sql, StatusEvent event) {
    long now = clock.millis();
    if (!CallLegs.move(sql, event, now)) {
      return new Moved(false, Optional.empty());
    }
    String call = event.call();
    // Locks the call's row, so that legs which move at once are joined one after the other.
    touch(sql, call, now);
    boolean dialed = !event.parentSid().isEmpty();
    if (dialed) {
      CallParties.join(sql, call, event.to(), "incoming", event.from());
    } else {
      CallParties.join(sql, call, event.from(), "outgoing", event.to());
    }
    Leg state = Leg.deciding(CallLegs.of(sql, call)).orElseThrow();
    sql.update(
        """
        UPDATE voice_calls SET status = ?, is_over = ?, duration = ?,
          reason = CASE WHEN ? = 1 THEN '' ELSE reason END
        WHERE sid = ?
        """,
        state.status().twilioName(),
        state.status().isEnd() ? 1 : 0,
        state.durationSeconds(),
        // A dialed leg was not refused, even if another decision says so.
        dialed ? 1 : 0,
        call);
    return new Moved(
        true, state.status().isEnd() ? CallParties.caller(sql, call) : Optional.empty());
  }

  /**
   * What an event changed.
   *
   * @param over the caller whose call is over now, if a user made it
   */
  record Moved(boolean moved, Optional<String> over) {}

  private static void touch(Sql sql, String sid, long now) {
    sql.update(
        """
        INSERT INTO voice_calls
          (sid, status, is_over, duration, reason, started_at, updated_at, asked_at)
        VALUES (?, ?, 0, 0, '', ?, ?, 0)
        ON CONFLICT (sid) DO UPDATE SET updated_at = excluded.updated_at
        """,
        sid,
        CallStatus.RINGING.twilioName(),
        now,
        now);
  }

  /** Calls that should be over by now; each is given out once in a few minutes. */
  List<String> overdue(int max) {
    long now = clock.millis();
    return database.write(sql -> {
      List<String> sids =
          sql.query(
              """
              SELECT sid FROM voice_calls WHERE is_over = 0 AND asked_at < ? AND updated_at < ?
              ORDER BY asked_at LIMIT ?
              """,
              row -> row.getString("sid"),
              now - PATIENT.toMillis(),
              now - SILENT.toMillis(),
              max);
      sids.forEach(
          sid -> sql.update("UPDATE voice_calls SET asked_at = ? WHERE sid = ?", now, sid));
      return sids;
    });
  }

  /** Removes what is older than records are kept. */
  void sweep(Duration retention) {
    long before = clock.millis() - retention.toMillis();
    database.write(sql -> {
      sql.update(
          """
          DELETE FROM voice_parties
          WHERE sid IN (SELECT sid FROM voice_calls WHERE updated_at < ?)
          """,
          before);
      sql.update("DELETE FROM voice_legs WHERE updated_at < ?", before);
      return sql.update("DELETE FROM voice_calls WHERE updated_at < ?", before);
    });
  }
}
