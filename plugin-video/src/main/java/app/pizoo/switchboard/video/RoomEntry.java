package app.pizoo.switchboard.video;

import java.time.Instant;

/**
 * A room in the history of a participant.
 *
 * @param room the room's name
 * @param status Twilio's room status
 * @param durationSeconds how long the room lasted; 0 until it is over
 */
record RoomEntry(String sid, String room, String status, Instant joinedAt, long durationSeconds) {}
