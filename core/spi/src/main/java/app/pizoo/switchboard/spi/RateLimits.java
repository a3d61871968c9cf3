package app.pizoo.switchboard.spi;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import java.util.List;

/** Counts uses against declared rules. May be called by any thread. */
public interface RateLimits {

  /**
   * Counts one use of each, or none: if any rule refuses, no use is counted for the others either.
   *
   * @throws Problem with the refusing rule's code and a retry-after that says when the key has room
   *     again; {@link ProblemCode#PROVIDER_UNAVAILABLE} if the store of a shared rule fails
   */
  void take(List<Use> uses);

  /**
   * Counts uses as {@link #take(List)} does, in the caller's transaction, to save one of its own.
   * The transaction must end with the exception if this throws one.
   *
   * @throws Problem as {@link #take(List)} does
   */
  void take(Database.Sql sql, List<Use> uses);

  /** Counts one use of one rule. */
  default void take(RateLimit rule, String key) {
    take(List.of(new Use(rule, key)));
  }

  /** Whether a {@link RateLimit.ExternalRule} has to be checked: the operator may switch it off. */
  boolean isOn(RateLimit rule);

  /**
   * Counts and logs that a {@link RateLimit.ExternalRule} is reached.
   *
   * @return whether it refuses, as the operator chose
   */
  boolean reached(RateLimit rule);

  /**
   * Releases a {@link RateLimit.Lease} if the use's holder has it, in the transaction that records
   * the reason: otherwise a lease could outlive its holder.
   */
  void release(Database.Sql sql, Use use);

  /**
   * One use of a rule.
   *
   * @param rule a rule that the plugin declared
   * @param key what is counted: a user, a number, an address; stored only as a keyed hash
   * @param item who holds a {@link RateLimit.Lease}, such as a call, or what a {@link
   *     RateLimit.Distinct} rule counts; empty for other rules; stored only as a keyed hash
   */
  record Use(RateLimit rule, String key, String item) {

    /** A use that is counted. */
    public Use(RateLimit rule, String key) {
      this(rule, key, "");
    }
  }
}
