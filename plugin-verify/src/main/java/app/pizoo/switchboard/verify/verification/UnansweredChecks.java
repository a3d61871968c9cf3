package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.Database;
import java.time.Clock;
import java.util.List;

/** Verifications that Twilio may have approved without its answer having come. */
public record UnansweredChecks(Database database, Clock clock) {
  /** Those that are over, were tried, and not approved as far as is known. */
  public List<String> overdue(int max) {
    return database.read(sql ->
        sql.query(
            """
            SELECT id FROM verify_verifications
            WHERE approved = 0 AND asked = 0 AND checks > 0 AND id LIKE 'VE%' AND expires_at < ?
            ORDER BY expires_at LIMIT ?
            """,
            row -> row.getString(1), clock.millis(), max));
  }

  /** Notes what Twilio says of one; it is not asked for again. */
  public void resolve(String id, boolean approved) {
    database.write(sql ->
        sql.update(
            "UPDATE verify_verifications SET asked = 1, approved = ? WHERE id = ? AND approved = 0",
            approved ? 1 : 0,
            id));
  }
}
