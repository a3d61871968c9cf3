package app.pizoo.switchboard.mock.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps the newest records by id; the oldest leaves when a new one finds no room. Safe for all
 * threads.
 *
 * @param <T> the records
 */
public final class BoundedStore<T> {
  /** Enough for a long test, small enough for any machine. */
  public static final int DEFAULT = 10_000;

  private final Map<String, T> records;

  /** A store for the usual number of records. */
  public BoundedStore() {
    this(DEFAULT);
  }

  /** A store for {@code most} records. */
  public BoundedStore(int most) {
    records =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > most;
          }
        };
  }

  /** Keeps a record; one of the same id is replaced and counts as new. */
  public synchronized void put(String id, T stored) {
    records.remove(id);
    records.put(id, stored);
  }

  /** The record of an id. */
  public synchronized Optional<T> find(String id) {
    return Optional.ofNullable(records.get(id));
  }

  /** Removes a record and tells whether it was there. */
  public synchronized boolean remove(String id) {
    return records.remove(id) != null;
  }

  /** All records that fit, newest first. */
  public synchronized List<T> newestFirst(Predicate<T> fits) {
    return List.copyOf(records.values()).reversed().stream().filter(fits).toList();
  }

  /** The number of records. */
  public synchronized int size() {
    return records.size();
  }
}
