package app.pizoo.switchboard.mock.room;

/**
 * A track that a participant publishes.
 *
 * @param sid {@code MT…}
 * @param name its name in the room
 * @param kind audio, video or data
 */
public record RoomTrack(String sid, String name, String kind) {
  /** A change of a track. */
  public enum Change {
    ADDED,
    REMOVED,
    ENABLED,
    DISABLED
  }
}
