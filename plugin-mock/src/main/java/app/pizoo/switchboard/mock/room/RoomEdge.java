package app.pizoo.switchboard.mock.room;

/** Where the browsers of a room are connected. Called on any thread; must not block. */
public interface RoomEdge {
  /** A room was ended: everybody is sent away. The room's state was changed already. */
  void ended(Room room);

  /**
   * Somebody was sent away; the state was changed already.
   *
   * @param code why: 53205 if the same identity came anew, 53216 if the stay was too long, 0 if by
   *     REST
   */
  void removed(RoomParticipant participant, int code);
}
