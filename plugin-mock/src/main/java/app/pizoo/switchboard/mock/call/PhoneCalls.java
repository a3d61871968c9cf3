package app.pizoo.switchboard.mock.call;

/** Carries out the calls that phones make. */
public interface PhoneCalls {
  /**
   * Calls one of the account's numbers: asks its program, and carries out what it answers. Returns
   * at once with the line of the caller's leg.
   *
   * @param end the caller's end; may be spoken to, on another thread, before this returns
   * @throws app.pizoo.switchboard.mock.http.TwilioError if the account has no such number
   */
  Line call(String from, String to, LegEnd end);
}
