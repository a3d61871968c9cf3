package app.pizoo.switchboard.spi;

/**
 * Erases what is kept about one subject, in a transaction that all plugins share.
 *
 * @param sql the transaction
 * @param keyedHashes stand in for personal data in tables
 * @param subject a user's name, phone number or mail address
 */
public record Erasure(Database.Sql sql, KeyedHashes keyedHashes, String subject) {
  /** Hides the subject. */
  @Override
  public String toString() {
    return "Erasure";
  }
}
