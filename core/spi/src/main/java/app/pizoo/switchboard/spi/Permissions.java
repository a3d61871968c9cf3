package app.pizoo.switchboard.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Answers: may this caller do this to that target? The operator chose who answers: nobody (all is
 * allowed), claims of the app's JWT, or the app's backend. May block; may be called by any thread.
 */
public interface Permissions {

  /**
   * Whether a caller may act on a target. False also if the answer cannot be had.
   *
   * @param target whom or what; empty to ask whether the caller may act on anything at all
   */
  boolean allows(Caller caller, Action action, String target);

  /**
   * Writes down, signed, what a caller's token allows, for a request that comes back later without
   * the token (a webhook). Empty if the policy needs no claims.
   *
   * @param life how long it is to be honoured
   */
  Optional<String> ticket(Caller caller, Duration life);

  /**
   * The caller that a pass was written for. Without a valid pass for {@code subject} the caller has
   * no claims, and policy {@code claims} allows it nothing.
   */
  Caller fromTicket(String subject, Optional<String> ticket);

  /**
   * Something that a plugin asks permission for.
   *
   * @param name as the app's backend sees it, such as {@code plugin.action}
   * @param claim where the policy goes by claims, the one that lists allowed targets: names, {@code
   *     "*"} for all that do not begin with a plus sign, {@code "+*"} for all that do, as phone
   *     numbers; empty if that policy always allows it
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
