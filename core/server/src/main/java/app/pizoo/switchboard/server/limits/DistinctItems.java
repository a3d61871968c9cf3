package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.ItemList.Item;
import app.pizoo.switchboard.server.limits.StoredCount.Outcome;
import app.pizoo.switchboard.spi.RateLimit.Distinct;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
              ? new ItemList(ItemRows.removeAll(sql, rule, key, MAX_IN_LIST))
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

  /** The keys that may have an item. */
  static Set<String> keysWith(Sql sql, String item) {
    Set<String> keys = new HashSet<>(CountTable.keysWith(sql, hash(item)));
    keys.addAll(ItemRows.keysWith(sql, hash(item)));
    return keys;
  }

  /** Removes an item of a key; returns whether it was there. */
  static boolean remove(Sql sql, String rule, String key, KeyCounts counts, String item) {
    StoredCount stored = counts.get(rule);
    if (stored.number() > 0 && ItemRows.remove(sql, rule, key, hash(item))) {
      counts.put(rule, new StoredCount("", stored.number() - 1, stored.overAt()));
      return true;
    }
    ItemList list = ItemList.read(stored.uses());
    if (list.remove(hash(item))) {
      counts.put(rule, new StoredCount(list.write(), 0, stored.overAt()));
      return true;
    }
    return false;
  }
}
