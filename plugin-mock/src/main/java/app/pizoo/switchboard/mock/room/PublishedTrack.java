package app.pizoo.switchboard.mock.room;

import java.time.Instant;

/**
 * A track that somebody publishes now.
 *
 * @param enabled whether it is neither muted nor stopped
 */
record PublishedTrack(RoomTrack track, boolean enabled, Instant created, Instant updated) {}
