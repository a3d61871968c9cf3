package app.pizoo.switchboard.mock.call;

/** Executes the calls that phones make. */
public interface PhoneCalls {
  /**
   * Calls one of the account's numbers: fetches its TwiML and executes it. Returns immediately with
   * the handle of the caller's leg.
   *
   * @param end the caller's end; another thread may notify it before this method returns
   * @throws app.pizoo.switchboard.mock.http.TwilioError if the account has no such number
   */
  LegHandle call(String from, String to, FarEnd end);
}
