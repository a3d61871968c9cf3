package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.room.RoomTrack;

/**
 * A track that a member publishes.
 *
 * @param id the browser's ID of the track, as in its session descriptions
 * @param track the track as the room knows it
 * @param enabled whether it is enabled, that is neither muted nor stopped
 * @param priority low, standard or high
 */
record Publication(String id, RoomTrack track, boolean enabled, String priority) {}
