package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.StoredCount.Outcome;
import app.pizoo.switchboard.spi.RateLimit.Distinct;
import java.util.ArrayList;
import java.util.List;

/**
 * The distinct items of a key within its own row. Rows of their own would cost a new item four
 * changed pages of the database more. Not thread-safe.
 */
final class ItemList {
  private static final int RADIX = 36;

  private final List<Item> items;

  ItemList(List<Item> items) {
    this.items = new ArrayList<>(items);
  }

  /** An item, and when it expires, in milliseconds since 1970. */
  record Item(String hash, long overAt) {}

  /** Parses the result of {@link #write}. */
  static ItemList read(String text) {
    List<Item> items = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int dot = text.indexOf('.', from);
      int blank = text.indexOf(' ', from);
      int to = blank < 0 ? text.length() : blank;
      long overAt = Long.parseLong(text, dot + 1, to, RADIX);
      items.add(new Item(text.substring(from, dot), overAt));
      from = to + 1;
    }
    return new ItemList(items);
  }

  /** Encodes the items as text: for each its hash, a dot and its expiry in base 36. */
  String write() {
    StringBuilder text = new StringBuilder(items.size() * 20);
    for (Item item : items) {
      text.append(text.isEmpty() ? "" : " ").append(item.hash()).append('.');
      text.append(Long.toString(item.overAt(), RADIX));
    }
    return text.toString();
  }

  List<Item> items() {
    return items;
  }

  /** Counts an item; one beyond the limit is not stored, even if the rule only reports. */
  Outcome take(StoredCount stored, Distinct rule, String hash, long now) {
    long wait = take(rule, hash, now);
    long last = items.stream().mapToLong(Item::overAt).max().orElse(now);
    return stored.then(write(), 0, last, wait);
  }

  private long take(Distinct rule, String hash, long now) {
    long time = rule.time().toMillis();
    items.replaceAll(item -> new Item(item.hash(), WrongClocks.end(item.overAt(), time, now)));
    items.removeIf(item -> item.overAt() <= now);
    // If the operator lowered the count, there are more items than allowed: even known ones wait.
    boolean known = items.size() <= rule.count() && remove(hash);
    if (known || items.size() < rule.count()) {
      items.add(new Item(hash, now + time));
      return 0;
    }
    long[] ends = items.stream().mapToLong(Item::overAt).sorted().toArray();
    return Math.max(1, ends[ends.length - rule.count()] - now);
  }

  /** Removes an item; returns whether it was there. */
  boolean remove(String hash) {
    return items.removeIf(item -> item.hash().equals(hash));
  }
}
