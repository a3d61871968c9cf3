package app.pizoo.switchboard.mock.context;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.store.Sids;
import app.pizoo.switchboard.mock.webhook.WebhookSender;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The objects that the products of the box share.
 *
 * @param account the emulated account
 * @param clock the clock for timestamps and delays
 * @param sids generates SIDs
 * @param feed publishes activity
 * @param webhooks sends webhooks
 * @param address the base URL for links, known once the box listens: Twilio's while a request in a
 *     tunnel is handled, and else the box's
 * @param publicUrl the server's public URL; empty if the box runs alone
 * @param webhookPaths paths of the server's webhook routes, by what calls them
 */
public record BoxContext(
    BoxAccount account,
    BoxClock clock,
    Sids sids,
    ActivityFeed feed,
    WebhookSender webhooks,
    Supplier<URI> address,
    Supplier<Optional<URI>> publicUrl,
    Map<String, String> webhookPaths) {

  /** Returns the URL of a webhook route of the server; empty if there is no such route. */
  public Optional<String> serverWebhook(String name) {
    return publicUrl
        .get()
        .flatMap(server -> Optional.ofNullable(webhookPaths.get(name)).map(path -> server + path));
  }
}
