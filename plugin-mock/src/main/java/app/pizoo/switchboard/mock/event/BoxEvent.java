package app.pizoo.switchboard.mock.event;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * Something that happened in the box, shown to whoever watches on this machine.
 *
 * @param number counts from 1, so that a watcher who comes back knows what was missed
 * @param at when, by the box's clock
 * @param type what, such as {@code message.queued} or {@code webhook.sent}
 * @param data the particulars
 */
public record BoxEvent(long number, Instant at, String type, JsonObject data) {}
