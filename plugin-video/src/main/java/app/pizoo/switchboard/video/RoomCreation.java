package app.pizoo.switchboard.video;

/** How rooms come to be. */
enum RoomCreation {
  /** A room appears when it is first joined; its status callbacks are set in Twilio's console. */
  ADHOC,
  /** A room is created before the token is given, with status callback and size. */
  MANAGED
}
