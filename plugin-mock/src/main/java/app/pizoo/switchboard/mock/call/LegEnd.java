package app.pizoo.switchboard.mock.call;

import java.time.Instant;
import java.util.Optional;

/**
 * The far end of one leg: a browser's device or a phone, as the engine speaks to it.
 *
 * <p>Called on any thread, never twice at once for one call, in the order of what happened; must
 * not block. It may tell its {@link Line} something in return at once. Nothing follows {@link
 * #hungUp} and {@link #canceled}.
 */
public interface LegEnd {
  /** To a caller: somebody rings. Comes at most once, and not after {@link #answered}. */
  default void ringing() {}

  /**
   * To a caller: the call is answered; comes once.
   *
   * @param sdp the answer of the other browser to this one's offer; empty if a phone answered or
   *     the box itself speaks
   */
  default void answered(Optional<String> sdp) {}

  /**
   * To an end that was answered, or answered itself, without the other's SDP: a browser is at the
   * other end from now on. An end whose media cannot be changed any more stays without sound.
   *
   * @param sdp the answer of the other browser
   */
  default void connected(String sdp) {}

  /** The call is over; not told to the end that hung up or refused. */
  void hungUp(HangupCause cause);

  /** To a callee that rings: the caller gave up, another device answered, or time is over. */
  void canceled();

  /** The other end pressed keys: {@code 0-9*#}. */
  default void digits(String digits) {}

  /** The box speaks: a program's {@code Say}. */
  default void says(String text) {}

  /** The box plays a file: a program's {@code Play}. */
  default void plays(String url) {}

  /** Since when this end makes no sound; empty if that cannot be known. */
  default Optional<Instant> silentSince() {
    return Optional.empty();
  }

  /** The other end sent a message. */
  default void message(CallMessage message) {}

  /** The other end offers its media anew (an ICE restart); answered by {@link Line#reanswer}. */
  default void reinvite(String sdp) {}

  /** The other end answered this one's {@link Line#reinvite}. */
  default void reanswer(String sdp) {}
}
