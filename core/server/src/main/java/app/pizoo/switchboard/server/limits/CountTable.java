package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.spi.storage.Database.RowReader;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The table of counts, with a row for each key. */
final class CountTable {
  private static final String INSERT =
      "INSERT INTO switchboard_limits (key, counts, over_at) VALUES ";

  /**
   * An update without effect: it creates, locks and reads rows in one statement. Not needed where
   * one transaction writes at a time, and there a refused request changes nothing.
   */
  private static final String LOCKING =
      """
       ON CONFLICT (key) DO UPDATE SET over_at = switchboard_limits.over_at
      RETURNING key, counts
      """;

  private static final String STORING =
      " ON CONFLICT (key) DO UPDATE SET counts = excluded.counts, over_at = excluded.over_at";

  private CountTable() {}

  /**
   * Reads the rows of keys and locks them until the end of the transaction, always in the same
   * order: two requests that lock each other's rows would be a deadlock.
   */
  static Map<String, KeyCounts> lock(Sql sql, Collection<String> keys) {
    Map<String, KeyCounts> rows = new TreeMap<>();
    keys.forEach(key -> rows.put(key, new KeyCounts()));
    RowReader<Boolean> reader =
        row -> rows.put(row.getString("key"), KeyCounts.read(row.getString("counts"))) != null;
    if (sql.isExclusive()) {
      sql.query(
          "SELECT key, counts FROM switchboard_limits WHERE key IN (" + list("?", rows) + ")",
          reader,
          rows.keySet().toArray());
    } else {
      Object[] values = rows.keySet().stream().flatMap(key -> Stream.of(key, "", 0L)).toArray();
      sql.query(INSERT + list("(?, ?, ?)", rows) + LOCKING, reader, values);
    }
    return rows;
  }

  static void store(Sql sql, Map<String, KeyCounts> rows) {
    Object[] values =
        rows.entrySet().stream()
            .flatMap(
                row -> Stream.of(row.getKey(), row.getValue().write(), row.getValue().overAt()))
            .toArray();
    sql.update(INSERT + list("(?, ?, ?)", rows) + STORING, values);
  }

  private static String list(String one, Map<String, KeyCounts> rows) {
    return String.join(", ", Collections.nCopies(rows.size(), one));
  }

  /** Reads the whole table for the keys whose counts hold a text, as only an erasure may. */
  static Collection<String> keysWith(Sql sql, String text) {
    return sql.query(
        "SELECT key FROM switchboard_limits WHERE counts LIKE ?",
        row -> row.getString("key"),
        "%" + text + "%");
  }

  /** Deletes the rows of keys that no node can need. */
  static int sweep(Sql sql, long now) {
    return sql.update(
        "DELETE FROM switchboard_limits WHERE over_at <= ?", now - WrongClocks.TOLERANCE);
  }
}
