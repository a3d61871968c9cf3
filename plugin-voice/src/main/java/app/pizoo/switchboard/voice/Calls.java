package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stores calls: the state of each leg, the resulting state of the call, and its participants. */
final class Calls {
  /** A call without an update for this long is fetched from Twilio. */
  private static final Duration OVERDUE_AFTER = Duration.ofMinutes(2);

  /** The minimum time between two fetches of one call. */
  private static final Duration FETCH_INTERVAL = Duration.ofMinutes(5);

  private final Database database;
  private final Clock clock;

  Calls(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Records a new call. If an earlier request of Twilio for the same call was rejected, the
   * rejection is reverted.
   *
   * @return whether the call is already over
   */
  boolean begin(Sql sql, String sid, Party from, Party to) {
    if (add(sql, sid, CallStatus.RINGING, "", from, to, true)) {
      return false;
    }
    touch(sql, sid, clock.millis());
    Optional<CallStatus> reported = Leg.deciding(CallLegs.of(sql, sid)).map(Leg::status);
    // A final state stays: the call ended before Twilio got this response.
    boolean over = reported.filter(CallStatus::isEnd).isPresent();
    if (!over) {
      sql.update(
          "UPDATE voice_calls SET reason = '', status = ?, is_over = 0 WHERE sid = ?",
          reported.orElse(CallStatus.RINGING).twilioName(),
          sid);
    }
    CallParties.joinCaller(sql, sid, from, to);
    CallParties.joinCallee(sql, sid, to, from);
    return over;
  }

  /**
   * Records a rejected call with the status that Twilio will report, because the callback may never
   * arrive. Only the caller may see it.
   *
   * @return whether the call is over: true, unless Twilio reported that it continues
   */
  boolean refuse(Sql sql, String sid, Party from, Party to, String reason) {
    if (add(sql, sid, CallStatus.NO_ANSWER, reason, from, to, false)) {
      return true;
    }
    touch(sql, sid, clock.millis());
    // If Twilio rings the callee after all, a callback lets the callee see the call again.
    sql.update(
        """
        UPDATE voice_calls SET reason = ?, status = ?, is_over = 1, callee_sees = 0
        WHERE sid = ? AND status = ?
        """,
        reason,
        CallStatus.NO_ANSWER.twilioName(),
        sid,
        CallStatus.RINGING.twilioName());
    CallParties.joinCaller(sql, sid, from, to);
    return sql.queryOne(
            "SELECT is_over FROM voice_calls WHERE sid = ?", row -> row.getInt("is_over") == 1, sid)
        .orElseThrow();
  }

  /** Adds a call unless it is known; returns whether it is new. */
  private boolean add(
      Sql sql,
      String sid,
      CallStatus status,
      String reason,
      Party from,
      Party to,
      boolean calleeSees) {
    long now = clock.millis();
    Party phone = from.isUser() ? to : from;
    return sql.update(
            """
            INSERT INTO voice_calls
              (sid, status, is_over, duration, reason, started_at, updated_at, asked_at,
               caller_user, callee_user, callee_sees, phone_key, phone_masked)
            VALUES (?, ?, ?, 0, ?, ?, ?, 0, ?, ?, ?, ?, ?)
            ON CONFLICT (sid) DO NOTHING
            """,
            sid,
            status.twilioName(),
            status.isEnd() ? 1 : 0,
            reason,
            now,
            now,
            from.user(),
            to.user(),
            calleeSees ? 1 : 0,
            phone.key(),
            phone.masked())
        == 1;
  }

  /**
   * Moves a leg to a later state, and updates its call.
   *
   * @return whether the leg moved, and whether that ended the call
   */
  Moved move(Sql sql, StatusEvent event) {
    long now = clock.millis();
    if (!CallLegs.move(sql, event, now)) {
      return new Moved(false, Optional.empty());
    }
    String call = event.call();
    // This locks the row of the call, so that concurrent updates of its legs run one after the
    // other.
    touch(sql, call, now);
    boolean dialed = !event.parentSid().isEmpty();
    if (dialed) {
      CallParties.joinCallee(sql, call, event.to(), event.from());
    } else {
      CallParties.joinCaller(sql, call, event.from(), event.to());
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
        // A dialed leg proves that the call was not refused, even if another decision refused it.
        dialed ? 1 : 0,
        call);
    return new Moved(
        true, state.status().isEnd() ? CallParties.caller(sql, call) : Optional.empty());
  }

  /**
   * What an event changed.
   *
   * @param over the caller whose call is now over; empty if a phone made it
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

  /**
   * Open calls without recent updates; each is returned at most once per {@link #FETCH_INTERVAL}.
   */
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
              now - FETCH_INTERVAL.toMillis(),
              now - OVERDUE_AFTER.toMillis(),
              max);
      sids.forEach(
          sid -> sql.update("UPDATE voice_calls SET asked_at = ? WHERE sid = ?", now, sid));
      return sids;
    });
  }

  /** Removes calls older than the retention time. */
  void sweep(Duration retention) {
    long before = clock.millis() - retention.toMillis();
    database.write(sql -> {
      sql.update("DELETE FROM voice_legs WHERE updated_at < ?", before);
      return sql.update("DELETE FROM voice_calls WHERE updated_at < ?", before);
    });
  }
}
