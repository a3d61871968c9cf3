package app.pizoo.switchboard.mock.call;

import java.util.Optional;

/**
 * The handle by which the far end of a leg controls it. All methods return immediately and may be
 * called on any thread. A call that does not fit the state of the leg, such as an answer after a
 * cancel, does nothing.
 */
public interface LegHandle {
  /** Returns the SID of the leg, {@code CA…}. */
  String callSid();

  /** A callee rings. If this is skipped, the leg counts as ringing when it is answered. */
  void ringing();

  /**
   * The callee answers.
   *
   * @param sdp a browser's SDP; empty for a phone
   */
  void answer(Optional<String> sdp);

  /** The callee refuses: declined, busy or not found. */
  void refuse(HangupCause cause);

  /** This end hangs up. A caller may hang up before the answer. */
  void hangUp();

  /** The device disconnected and did not reconnect in time. */
  void lost();

  /** Keys were pressed, {@code 0-9*#}; other characters are ignored. */
  void digits(String digits);

  /** Sends a message to the other end. */
  void message(CallMessage message);

  /** Sends a new SDP offer to the other end. */
  void reinvite(String sdp);

  /** Answers the other end's new offer. */
  void reanswer(String sdp);
}
