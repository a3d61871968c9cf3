package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.storage.Database;
import java.time.Clock;
import java.util.List;

/** Finds verifications that Twilio may have approved although its response was lost. */
public record UnansweredChecks(Database database, Clock clock) {
  /** Verifications that are over, had attempts, and are not known to be approved. */
  public List<String> overdue(int max) {
    return database.read(sql ->
        sql.query(
            """
            SELECT id FROM verify_verifications
            WHERE approved = 0 AND asked = 0 AND checks > 0 AND id LIKE 'VE%' AND expires_at < ?
            ORDER BY expires_at LIMIT ?
            """,
            row -> row.getString("id"), clock.millis(), max));
  }

  /** Records the outcome at Twilio; the verification is not fetched again. */
  public void resolve(String id, boolean approved) {
    database.write(sql ->
        sql.update(
                    """
                    UPDATE verify_verifications SET asked = 1, approved = ?
                    WHERE id = ? AND approved = 0
                    """,
                    approved ? 1 : 0,
                    id)
                == 1
            && approved
            && Verifications.countApproved(sql, id));
  }
}
