package app.pizoo.switchboard.mock.room;

import java.time.Instant;

/**
 * A track that a participant currently publishes.
 *
 * @param enabled whether it is enabled, that is neither muted nor stopped
 */
record PublishedTrack(RoomTrack track, boolean enabled, Instant created, Instant updated) {}
