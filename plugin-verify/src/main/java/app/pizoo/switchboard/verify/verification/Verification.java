package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.Database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a verification.
 *
 * @param id as Twilio names it, or another name if no answer came when it was started
 * @param handle keyed hash of the handle that identifies its owner
 */
record Verification(String id, boolean approved, String handle, Instant expiresAt) {
  private static final String SID_PREFIX = "VE";

  /** The last of a recipient that has not expired; one that can be tried wins. */
  static Optional<Verification> last(Sql sql, String recipient, Instant now) {
    return sql.queryOne(
        """
        SELECT id, approved, handle, expires_at FROM verify_verifications
        WHERE recipient = ? AND expires_at > ?
        ORDER BY approved, expires_at DESC, id LIMIT 1
        """,
        Verification::read,
        recipient,
        now.toEpochMilli());
  }

  private static Verification read(ResultSet row) throws SQLException {
    return new Verification(
        row.getString("id"),
        row.getInt("approved") == 1,
        row.getString("handle"),
        Instant.ofEpochMilli(row.getLong("expires_at")));
  }

  boolean isLive() {
    return !approved;
  }

  /** Its name at Twilio, if it is known. */
  Optional<String> sid() {
    return id.startsWith(SID_PREFIX) ? Optional.of(id) : Optional.empty();
  }
}
