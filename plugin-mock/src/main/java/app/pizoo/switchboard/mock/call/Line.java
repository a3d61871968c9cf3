package app.pizoo.switchboard.mock.call;

import java.util.Optional;

/**
 * What the end of a leg tells the engine. All methods return at once, may be called on any thread,
 * and do nothing when they no longer fit the state of the leg (an answer after a cancel, say).
 */
public interface Line {
  /** The id of this leg, {@code CA…}. */
  String callSid();

  /** A callee rings; without it the engine takes it as ringing once it answers. */
  void ringing();

  /**
   * A callee answers.
   *
   * @param sdp a browser's SDP; empty for a phone
   */
  void answer(Optional<String> sdp);

  /** A callee does not answer: declined, busy, not there. */
  void refuse(HangupCause cause);

  /** Either end hangs up; a caller also before anybody answered. */
  void hangUp();

  /** A device is gone and did not come back in time. */
  void lost();

  /** Keys were pressed: {@code 0-9*#}; anything else is left out. */
  void digits(String digits);

  /** A message for the other end. */
  void message(CallMessage message);

  /** Offers the media anew to the other end. */
  void reinvite(String sdp);

  /** Answers the other end's new offer. */
  void reanswer(String sdp);
}
