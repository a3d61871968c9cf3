package app.pizoo.switchboard.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends what costs money at most once. Every order is written down before it goes out, so that one
 * whose outcome nobody knows (no answer came, the server died) is neither forgotten nor sent again:
 * it stays unsettled until the plugin has learned what became of it. May be called by any thread.
 */
public interface Outbox {

  /** How long an answer is kept for a client that asks again with the same key. */
  Duration RESULT_TTL = Duration.ofHours(24);

  /**
   * Carries an order out, or gives the result of the one that had its key; if that is still under
   * way, waits for it.
   *
   * @return the result, as {@code send} gave it the first time
   * @throws Problem as {@code send} threw it: nothing went out, and the key is free again; {@link
   *     ProblemCode#IDEMPOTENCY_CONFLICT} if the key was used for another request; {@link
   *     ProblemCode#PROVIDER_UNAVAILABLE} if the outcome is unknown
   */
  String send(Entry order, Send send);

  /** Orders of this plugin that are at least so old and not settled, the newest first. */
  List<Unresolved> unresolved(Duration age, int most);

  /**
   * Settles an order, within a transaction that notes the same in the plugin's own tables.
   *
   * @param result what was sent after all; empty if it is certain that nothing went out
   * @return false if the order was settled already, or is none of this plugin's
   */
  boolean resolve(Database.Sql sql, String id, Optional<String> result);

  /**
   * Whether the subject of an order was erased before the order was settled. What went out is still
   * recorded, so that it does not go out again, but without whom it went to.
   */
  boolean isErased(Database.Sql sql, String id);

  /**
   * What is to be sent.
   *
   * @param key by which the client asks again
   * @param details by which the plugin recognises it later, such as fingerprints
   */
  record Entry(Optional<Key> key, Map<String, String> details) {
    public Entry {
      details = Map.copyOf(details);
    }
  }

  /**
   * A client's key.
   *
   * @param caller whose key it is: others' keys are other keys
   * @param value the key itself
   * @param request all that must be equal in a request that comes again
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

  /** Carries an order out. */
  @FunctionalInterface
  interface Send {
    /**
     * Sends it.
     *
     * @param id the order's name, to be sent along where the other side tells it back
     * @throws Problem if nothing went out
     */
    Outcome run(String id);
  }

  /** What became of an order. */
  sealed interface Outcome {
    /**
     * It went out.
     *
     * @param result a short text that holds no personal data
     * @param record notes it in the plugin's own tables, in the transaction that settles the order
     */
    record Sent(String result, Consumer<Database.Sql> record) implements Outcome {}

    /**
     * Nobody knows; the client is told this problem.
     *
     * @param record notes what may have gone out, unless its subject was erased meanwhile, in the
     *     transaction that notes the same of the order; the order's is noted even if this fails
     */
    record Unknown(Problem problem, Consumer<Database.Sql> record) implements Outcome {
      /** Of which nothing else is to be noted. */
      public Unknown(Problem problem) {
        this(problem, sql -> {});
      }
    }
  }

  /** An order whose outcome is not known, or not yet. */
  record Unresolved(String id, Instant begun, Map<String, String> details) {
    public Unresolved {
      details = Map.copyOf(details);
    }
  }
}
