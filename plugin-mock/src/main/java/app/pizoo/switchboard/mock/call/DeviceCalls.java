package app.pizoo.switchboard.mock.call;

/** Carries out the calls that browsers make. */
public interface DeviceCalls {
  /**
   * Makes the call: asks the application's program, and carries out what it answers. Returns at
   * once with the line of the caller's leg, whose id is the call's.
   *
   * @param end the caller's end; may be spoken to, on another thread, before this returns
   */
  Line call(DeviceCall call, LegEnd end);
}
