package app.pizoo.switchboard.spi.storage;

import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A transactional outbox: sends what costs money at most once. Every entry is stored before it is
 * sent. If its outcome is unknown (no answer arrived, the server died), it is neither lost nor sent
 * again: {@link #reconcile} asks the provider what happened. May be called by any thread.
 */
public interface Outbox {

  /** How long an answer is kept for a client that asks again with the same key. */
  Duration RESULT_TTL = Duration.ofHours(24);

  /**
   * Sends an entry, or returns the result of an earlier one with the same key; if that is still
   * being sent, waits for it.
   *
   * @return the result, as {@code send} returned it the first time
   * @throws Problem as {@code send} threw it: nothing went out, and the key is free again; {@link
   *     ProblemCode#IDEMPOTENCY_CONFLICT} if the key was used for another request; {@link
   *     ProblemCode#PROVIDER_UNAVAILABLE} if the outcome is unknown
   */
  String send(Entry entry, Send send);

  /** Entries of this plugin whose outcome is unknown, of a minimum age, the newest first. */
  List<Unresolved> unresolved(Duration minAge, int max);

  /**
   * Looks for entries whose outcome is unknown in what the provider lists, and resolves those that
   * are found. One that is certainly missing is given up: nothing was sent, and its key is free
   * again. Called by a {@link ScheduledTask}.
   */
  <T> void reconcile(Reconciliation<T> reconciliation);

  /**
   * Resolves an entry, within a transaction that writes the same to the plugin's own tables.
   *
   * @param result what was sent after all; empty if it is certain that nothing was sent
   * @return false if the entry was resolved already, or belongs to another plugin
   */
  boolean resolve(Database.Sql sql, String id, Optional<String> result);

  /**
   * Whether the subject of an entry was erased before the entry was resolved. The plugin still
   * records what was sent, so that it is not sent again, but without the recipient.
   */
  boolean isErased(Database.Sql sql, String id);

  /**
   * Something to send.
   *
   * @param key the client's idempotency key
   * @param details by which the plugin recognizes it later, such as keyed hashes
   */
  record Entry(Optional<Key> key, Map<String, String> details) {
    public Entry {
      details = Map.copyOf(details);
    }
  }

  /**
   * A client's idempotency key.
   *
   * @param caller the client; the same key of another client is another key
   * @param value the key itself
   * @param request everything that must be equal in a repeated request
   */
  record Key(String caller, String value, String request) {
    private static final int MAX_LENGTH = 255;

    /** The key of a request with the header {@code Idempotency-Key}. */
    public static Optional<Key> of(Request request, String... content) {
      return request
          .headers()
          .first("Idempotency-Key")
          .map(value -> {
            if (value.isBlank() || value.length() > MAX_LENGTH) {
              throw Problem.invalid(
                  "Idempotency-Key", "expected 1 to " + MAX_LENGTH + " characters");
            }
            return new Key(
                request.caller().subject(),
                request.path() + '\n' + value,
                String.join("\n", content));
          });
    }

    /** Hides the request, which may hold personal data. */
    @Override
    public String toString() {
      return "Key";
    }
  }

  /** Sends an entry, unless its key was used before. */
  @FunctionalInterface
  interface Send {
    /**
     * Decides whether to send, before anything is sent. May ask other services.
     *
     * @throws Problem if nothing is to be sent
     */
    default void admit() {}

    /**
     * Counts what is sent, in a transaction, after {@link #admit}. Without an idempotency key it is
     * the transaction that stores the entry. Should only read before it refuses: on SQLite, a
     * transaction that is rolled back after a change is costly.
     *
     * @throws Problem if nothing is to be sent
     */
    default void count(Database.Sql sql) {}

    /**
     * Sends it.
     *
     * @param id the entry's id, to be sent along if the provider returns it in callbacks
     * @throws Problem if nothing was sent
     */
    Outcome run(String id);
  }

  /** The outcome of sending an entry. */
  sealed interface Outcome {
    /**
     * It was sent.
     *
     * @param result a short text that holds no personal data
     * @param record writes it to the plugin's own tables, in the transaction that resolves the
     *     entry
     */
    record Sent(String result, Consumer<Database.Sql> record) implements Outcome {}

    /**
     * It may have been sent; the client receives this problem.
     *
     * @param record writes what may have been sent to the plugin's own tables, unless its subject
     *     was erased meanwhile; the entry's outcome is stored even if this fails
     */
    record Unknown(Problem problem, Consumer<Database.Sql> record) implements Outcome {
      /** Writes nothing to the plugin's tables. */
      public Unknown(Problem problem) {
        this(problem, sql -> {});
      }
    }
  }

  /** An entry whose outcome is unknown, or not known yet. */
  record Unresolved(String id, Instant begun, Map<String, String> details) {
    public Unresolved {
      details = Map.copyOf(details);
    }
  }

  /**
   * How to recognize a plugin's entries in what the provider lists. The loop that lists, matches,
   * resolves and gives up is the kernel's.
   *
   * @param <T> an item that the provider lists
   */
  interface Reconciliation<T> {

    /** When to ask the provider. */
    Timing timing();

    /** Reads what was sent since a moment, the newest first; {@code max} items at most. */
    Listed<T> list(Instant since, int max);

    /** When an item was sent. */
    Instant sentAt(T item);

    /** The {@link Entry#details} that an item's entry would have. */
    Map<String, String> details(T item);

    /**
     * Chooses an entry's item, within the transaction that resolves the entry.
     *
     * @param candidates at least one item, all with the entry's details and sent at about its time
     * @return empty if none of them belongs to this entry
     */
    Optional<T> choose(Database.Sql sql, Unresolved entry, List<T> candidates);

    /** The result, as {@link Outcome.Sent} would have held it. */
    String result(Unresolved entry, T item);

    /**
     * Writes an item to the plugin's own tables, in the transaction that resolves its entry.
     *
     * @return false if the item turns out to belong to another entry; everything is rolled back
     */
    boolean record(Database.Sql sql, Unresolved entry, T item);
  }

  /**
   * What a provider lists.
   *
   * @param items the newest first
   * @param completeSince nothing is missing that was sent at this moment or later
   */
  record Listed<T>(List<T> items, Instant completeSince) {
    public Listed {
      items = List.copyOf(items);
    }
  }

  /**
   * When a provider is asked.
   *
   * @param minAge longer than a request may take, so that entries being sent are left alone
   * @param giveUpAfter an entry that a complete list still lacks after this time was never sent
   * @param tolerance the largest difference between the times of an entry and of its item
   * @param relistInterval how often the list is read for entries that are older than this
   */
  record Timing(
      Duration minAge, Duration giveUpAfter, Duration tolerance, Duration relistInterval) {}
}
