package app.pizoo.switchboard.mock.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Stores the newest records by ID. When it is full, a new record replaces the oldest. Thread-safe.
 *
 * @param <T> the type of the records
 */
public final class BoundedStore<T> {
  /** The default number of records: enough for a long test, small enough for any machine. */
  public static final int DEFAULT_CAPACITY = 10_000;

  private final Map<String, T> records;

  /** Creates a store with the default capacity. */
  public BoundedStore() {
    this(DEFAULT_CAPACITY);
  }

  /** A store for {@code max} records. */
  public BoundedStore(int max) {
    records =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > max;
          }
        };
  }

  /** Stores a record. It replaces a record with the same ID and counts as new. */
  public synchronized void put(String id, T stored) {
    records.remove(id);
    records.put(id, stored);
  }

  /** Finds a record by its ID. */
  public synchronized Optional<T> find(String id) {
    return Optional.ofNullable(records.get(id));
  }

  /** Removes a record; returns whether it was present. */
  public synchronized boolean remove(String id) {
    return records.remove(id) != null;
  }

  /** Returns the matching records, newest first. */
  public synchronized List<T> newestFirst(Predicate<T> fits) {
    return List.copyOf(records.values()).reversed().stream().filter(fits).toList();
  }

  /** Returns the number of records. */
  public synchronized int size() {
    return records.size();
  }
}
