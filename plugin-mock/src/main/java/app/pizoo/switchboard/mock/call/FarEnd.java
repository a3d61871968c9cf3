package app.pizoo.switchboard.mock.call;

import java.time.Instant;
import java.util.Optional;

/**
 * The far end of one leg, as the engine sees it: a browser or a phone.
 *
 * <p>Called on any thread, in order, and never concurrently for one call. Must not block. An
 * implementation may call its {@link LegHandle} from within these methods. {@link #hungUp} and
 * {@link #canceled} are always the last call.
 */
public interface FarEnd {
  /**
   * Notifies a caller that the callee rings. Called at most once, and not after {@link #answered}.
   */
  default void ringing() {}

  /**
   * Notifies a caller that the call is answered. Called once.
   *
   * @param sdp the other browser's SDP answer to this one's offer; empty if a phone answered or the
   *     box itself speaks
   */
  default void answered(Optional<String> sdp) {}

  /**
   * Notifies an end that was connected without an SDP that a browser is now at the other end. An
   * end that cannot change its media any more stays silent.
   *
   * @param sdp the answer of the other browser
   */
  default void connected(String sdp) {}

  /** The call is over. Not called for the end that hung up or refused. */
  void hungUp(HangupCause cause);

  /**
   * Notifies a ringing callee that the caller gave up, another device answered, or the ring timeout
   * has passed.
   */
  void canceled();

  /** The other end pressed keys, {@code 0-9*#}. */
  default void digits(String digits) {}

  /** The box speaks the text of a {@code <Say>}. */
  default void says(String text) {}

  /** The box plays the file of a {@code <Play>}. */
  default void plays(String url) {}

  /** Returns since when this end has been silent; empty if unknown. */
  default Optional<Instant> silentSince() {
    return Optional.empty();
  }

  /** The other end sent a message. */
  default void message(CallMessage message) {}

  /**
   * The other end sends a new SDP offer (an ICE restart). {@link LegHandle#reanswer} answers it.
   */
  default void reinvite(String sdp) {}

  /** The other end answered this one's {@link LegHandle#reinvite}. */
  default void reanswer(String sdp) {}
}
