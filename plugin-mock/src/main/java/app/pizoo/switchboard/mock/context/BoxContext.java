package app.pizoo.switchboard.mock.context;

import app.pizoo.switchboard.mock.BoxAccount;
import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.event.EventBus;
import app.pizoo.switchboard.mock.store.Sids;
import app.pizoo.switchboard.mock.webhook.WebhookSender;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the box lends each of its products.
 *
 * @param account whose Twilio this is
 * @param clock the time, also for all delays
 * @param sids makes ids
 * @param events where to tell what happens
 * @param webhooks how to call the programs that use the box
 * @param address the box's own address, known once it listens
 * @param publicUrl the server's address, empty when the box runs alone
 */
public record BoxContext(
    BoxAccount account,
    BoxClock clock,
    Sids sids,
    EventBus events,
    WebhookSender webhooks,
    Supplier<URI> address,
    Supplier<Optional<URI>> publicUrl) {}
