package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored verification.
 *
 * @param id its SID at Twilio, or another id if Twilio did not respond to the start
 * @param handle keyed hash of the handle that identifies its owner
 */
record Verification(String id, boolean approved, String handle, Instant expiresAt) {
  private static final String SID_PREFIX = "VE";

  /** The latest verification of a recipient that has not expired; a live one is preferred. */
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

  /** Its SID at Twilio, if known. */
  Optional<String> sid() {
    return isSid(id) ? Optional.of(id) : Optional.empty();
  }

  static boolean isSid(String id) {
    return id.startsWith(SID_PREFIX);
  }
}
