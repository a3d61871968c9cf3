package app.pizoo.switchboard.mock.event;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * Something that happened in the box, shown to whoever watches on this machine.
 *
 * @param at when, by the box's clock
 * @param type what, such as {@code message.queued} or {@code webhook.sent}
 * @param data the particulars
 */
public record BoxEvent(Instant at, String type, JsonObject data) {}
