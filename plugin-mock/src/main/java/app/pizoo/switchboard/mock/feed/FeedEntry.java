package app.pizoo.switchboard.mock.feed;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * One entry of the activity feed.
 *
 * @param number counts from 1, so that a client that reconnects knows what it missed
 * @param at the time by the box's clock
 * @param type the type, such as {@code message.queued} or {@code webhook.sent}
 * @param data the details
 */
public record FeedEntry(long number, Instant at, String type, JsonObject data) {}
