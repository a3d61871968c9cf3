package app.pizoo.switchboard.mock.call;

/** Executes the calls that browsers make. */
public interface DeviceCalls {
  /**
   * Starts the call: fetches the TwiML of the application and executes it. Returns immediately with
   * the handle of the caller's leg, whose SID is the call's.
   *
   * @param end the caller's end; another thread may notify it before this method returns
   */
  LegHandle call(DeviceCall call, FarEnd end);
}
