package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.ItemList.Item;
import app.pizoo.switchboard.server.limits.StoredCount.Outcome;
import app.pizoo.switchboard.spi.RateLimit.Distinct;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.util.List;

/**
 * Counts distinct items. Up to {@value #MAX_IN_LIST} are stored in the row of their key, so that
 * counting changes no other one; if a rule allows more, each has a row of its own, so that the cost
 * of a use does not grow with the rule.
 */
final class DistinctItems {
  /** The largest count of a rule whose items are in the row of their key. */
  static final int MAX_IN_LIST = 256;

  /** 60 bits in base 64: two of the items of one key do not share a hash. */
  private static final int HASH_LENGTH = 10;

  private DistinctItems() {}

  private static String hash(String item) {
    return item.substring(0, Math.min(HASH_LENGTH, item.length()));
  }

  /** Counts an item, given by its keyed hash, while the row of its key is locked. */
  static Outcome take(
      Sql sql,
      String rule,
      String key,
      StoredCount stored,
      Distinct distinct,
      String item,
      long now) {
    // Rows have their number beside them. The operator may have changed the count since.
    boolean inRows = stored.number() > 0;
    if (distinct.count() <= MAX_IN_LIST) {
      ItemList list =
          inRows
              ? new ItemList(ItemRows.remove(sql, rule, key, MAX_IN_LIST))
              : ItemList.read(stored.uses());
      return list.take(stored, distinct, hash(item), now);
    }
    StoredCount rows = stored;
    if (!stored.uses().isEmpty()) {
      List<Item> items = ItemList.read(stored.uses()).items();
      items.forEach(each -> ItemRows.add(sql, rule, key, each));
      rows = new StoredCount("", items.size(), stored.overAt());
    }
    return ItemRows.take(sql, rule, key, rows, distinct, hash(item), now);
  }

  /** Deletes the items of a key, and an item under every key; returns the number of rows. */
  static int erase(Sql sql, String rule, String key, String item) {
    String hash = hash(item);
    int lists = 0;
    for (Listed listed : listing(sql, rule, hash)) {
      ItemList list = ItemList.read(listed.uses());
      if (list.remove(hash)) {
        lists +=
            sql.update(
                "UPDATE switchboard_limits SET uses = ? WHERE key = ? AND rule = ?",
                list.write(),
                listed.key(),
                rule);
      }
    }
    return lists + ItemRows.erase(sql, rule, key, hash);
  }

  private record Listed(String key, String uses) {}

  /** Reads the whole table, as only erasure may. */
  private static List<Listed> listing(Sql sql, String rule, String hash) {
    return sql.query(
        "SELECT key, uses FROM switchboard_limits WHERE rule = ? AND uses LIKE ?",
        row -> new Listed(row.getString("key"), row.getString("uses")),
        rule,
        "%" + hash + ".%");
  }
}
