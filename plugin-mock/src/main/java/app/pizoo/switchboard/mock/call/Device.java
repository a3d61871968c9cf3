package app.pizoo.switchboard.mock.call;

/** A callee that can ring: a registered browser or a phone. */
public interface Device {
  /**
   * Rings the device and returns its end of the leg immediately. The device reports to the handle
   * what happens, during this call or later. Called on any thread; must not block.
   */
  FarEnd ring(LegHandle line, Ring ring);
}
