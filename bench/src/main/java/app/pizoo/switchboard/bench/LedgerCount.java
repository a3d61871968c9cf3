package app.pizoo.switchboard.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The content of the database, read without the server.
 *
 * @param delivered SIDs of delivered messages
 * @param events how many events are processed
 * @param waiting how many events are stored and not processed yet
 * @param retried how many events were not processed at the first attempt
 * @param torn events without their message, and messages without their event
 */
public record LedgerCount(Set<String> delivered, int events, int waiting, int retried, int torn) {

  /** Reads a PostgreSQL database, or else the SQLite file of a data folder. */
  static LedgerCount of(Optional<String> url, Path data) throws SQLException {
    String address = url.orElse("jdbc:sqlite:" + data.resolve("switchboard.db"));
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement()) {
      Set<String> sids = new HashSet<>();
      Set<String> keys = new HashSet<>();
      int events = 0;
      try (ResultSet row =
          statement.executeQuery("SELECT sid FROM sms_messages WHERE status = 'delivered'")) {
        while (row.next()) {
          sids.add(row.getString("sid"));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT key FROM switchboard_events WHERE owner = 'sms' AND state = 'done'")) {
        while (row.next()) {
          events++;
          keys.add(row.getString("key").split(" ", -1)[0]);
        }
      }
      int waiting;
      int retried;
      try (ResultSet row =
          statement.executeQuery(
              """
              SELECT COALESCE(sum(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting,
                COALESCE(sum(CASE WHEN attempts > 0 THEN 1 ELSE 0 END), 0) AS retried
              FROM switchboard_events WHERE owner = 'sms'
              """)) {
        row.next();
        waiting = row.getInt("waiting");
        retried = row.getInt("retried");
      }
      int both = (int) sids.stream().filter(keys::contains).count();
      return new LedgerCount(sids, events, waiting, retried, sids.size() + keys.size() - 2 * both);
    }
  }
}
