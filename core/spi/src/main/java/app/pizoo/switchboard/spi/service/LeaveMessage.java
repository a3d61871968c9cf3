package app.pizoo.switchboard.spi.service;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether a caller may leave a message after a call that nobody answered.
 *
 * <p>The plugin that carries the call asks once, when it has ended without an answer, and follows
 * the {@link Recording} in the terms of its own provider. Called by the thread that answers the
 * provider's request, so it must return within a second or two. If it fails, the call ends as if
 * there were no provider of this service.
 */
public interface LeaveMessage {

  /** The recording to make; empty if no message can be left for this call. */
  Optional<Recording> offer(UnansweredCall call);

  /**
   * A call that nobody answered.
   *
   * @param id the call's identifier at the telephony provider
   * @param caller the user who called, if a user of the app called
   * @param recipient the user who was called, if a user of the app was called
   * @param reason why the call was not answered
   */
  record UnansweredCall(
      String id, Optional<String> caller, Optional<String> recipient, Reason reason) {

    /** Hides who called whom. */
    @Override
    public String toString() {
      return "UnansweredCall[reason=" + reason + "]";
    }
  }

  /** Why a call was not answered. */
  enum Reason {
    NO_ANSWER,
    BUSY,
    UNREACHABLE
  }

  /**
   * A message that the caller may leave.
   *
   * @param greeting is spoken before the recording starts
   * @param maxLength the recording ends after this time
   * @param onRecorded a route of the service's provider, which receives the telephony provider's
   *     signed request once the recording is complete
   */
  record Recording(String greeting, Duration maxLength, URI onRecorded) {
    public Recording {
      if (greeting.isBlank() || !maxLength.isPositive()) {
        throw new IllegalArgumentException("a recording needs a greeting and a length");
      }
    }
  }
}
