package app.pizoo.switchboard.video;

/** How rooms are created. */
enum RoomCreation {
  /**
   * Twilio creates a room when the first participant joins; its status callbacks are configured in
   * Twilio's console.
   */
  ADHOC,
  /** The server creates a room before it issues a token, with a status callback and a size. */
  MANAGED
}
