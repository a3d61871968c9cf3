package app.pizoo.switchboard.mock.execution;

/** A TwiML verb that takes time. All methods run in the serial executor of the call. */
interface RunningVerb {
  /** Starts the verb; the session waits until the verb continues it. */
  void begin();

  /** Stops the verb because other TwiML replaces it. */
  void stop();

  /** Stops the verb because the call is over. */
  default void callEnded() {
    stop();
  }

  /** The party pressed keys. */
  default void digits(String digits) {}

  /** The party sent something else to the other end. */
  default void relay(Leg.Relay relay) {}
}
