package app.pizoo.switchboard.mock.room;

/** Listens to changes that disconnect browsers from rooms. Called on any thread; must not block. */
public interface RoomListener {
  /** A room has ended. Its status has already been changed. */
  void ended(Room room);

  /**
   * A participant was removed. Its status has already been changed.
   *
   * @param code Twilio's error code: 53205 if the same identity connected again, 53216 after the
   *     maximum duration, 0 if a REST request removed it
   */
  void removed(RoomParticipant participant, int code);
}
