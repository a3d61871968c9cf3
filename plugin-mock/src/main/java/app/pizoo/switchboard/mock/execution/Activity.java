package app.pizoo.switchboard.mock.execution;

/** A verb that takes time. Runs in the turns of its call. */
interface Activity {
  /** Begins it; the session goes on when it says so. */
  void begin();

  /** Stops it: other TwiML is to be carried out. */
  void stop();

  /** Stops it: the call is over. */
  default void callEnded() {
    stop();
  }

  /** The party pressed keys. */
  default void digits(String digits) {}

  /** The party said something else to whoever it is connected with. */
  default void relay(Leg.Relay relay) {}
}
