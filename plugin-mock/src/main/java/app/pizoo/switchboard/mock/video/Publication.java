package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.room.RoomTrack;

/**
 * A track that a member publishes.
 *
 * @param id the browser's name for it, which is also in its session descriptions
 * @param track what the room knows of it
 * @param enabled whether it is neither muted nor stopped
 * @param priority low, standard or high
 */
record Publication(String id, RoomTrack track, boolean enabled, String priority) {}
