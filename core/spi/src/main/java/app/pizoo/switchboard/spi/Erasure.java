package app.pizoo.switchboard.spi;

import app.pizoo.switchboard.spi.storage.Database;

/**
 * A request to erase all data about one subject, in one transaction for all plugins.
 *
 * @param sql the transaction
 * @param keyedHashes pseudonymize personal data in tables
 * @param subject a user's name, phone number or email address
 */
public record Erasure(Database.Sql sql, KeyedHashes keyedHashes, String subject) {
  /** Hides the subject. */
  @Override
  public String toString() {
    return "Erasure";
  }
}
