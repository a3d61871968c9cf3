package app.pizoo.switchboard.voice;

import java.time.Instant;

/**
 * A call in the history of a user.
 *
 * @param direction {@code outgoing} or {@code incoming}
 * @param with the other end
 * @param status Twilio's call status
 * @param reason why the server refused the call, returned only to its caller; or the empty text
 */
record CallEntry(
    String sid,
    String direction,
    Party with,
    String status,
    Instant startedAt,
    long durationSeconds,
    String reason) {}
