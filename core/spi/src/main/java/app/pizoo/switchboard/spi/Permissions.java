package app.pizoo.switchboard.spi;

import app.pizoo.switchboard.spi.http.Caller;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether a caller may act on a target (authorization). The operator chooses the policy:
 * everything is allowed, the claims of the app's JWT decide, or the app's backend decides. May
 * block; safe for use by multiple threads.
 */
public interface Permissions {

  /**
   * Whether a caller may act on a target. False also if no decision can be obtained (fail closed).
   *
   * @param target a user, number or room; empty to ask whether the caller may act on any target
   */
  boolean allows(Caller caller, Action action, String target);

  /**
   * Whether the app's backend decides, so that {@link #allows} makes a request, which should be
   * rate-limited.
   */
  boolean asksBackend();

  /**
   * Issues a permission ticket: the caller's claims, signed, for a later request without the token
   * (a webhook). Empty if the policy needs no claims.
   *
   * @param ttl how long the ticket is valid
   */
  Optional<String> ticket(Caller caller, Duration ttl);

  /**
   * Returns the caller of a permission ticket. Without a valid ticket for {@code subject} the
   * caller has no claims, and policy {@code claims} denies everything.
   */
  Caller fromTicket(String subject, Optional<String> ticket);

  /**
   * An action that needs permission.
   *
   * @param name for the app's backend, such as {@code plugin.action}
   * @param claim lists the allowed targets if the policy goes by claims: names, {@code "*"} for all
   *     targets without a leading plus sign, {@code "+*"} for all with one (phone numbers); empty
   *     if that policy always allows the action
   */
  record Action(String name, Optional<String> claim) {
    /** An action whose targets a claim lists. */
    public static Action claimed(String name, String claim) {
      return new Action(name, Optional.of(claim));
    }

    /** An action that policy {@code claims} always allows. */
    public static Action free(String name) {
      return new Action(name, Optional.empty());
    }
  }
}
