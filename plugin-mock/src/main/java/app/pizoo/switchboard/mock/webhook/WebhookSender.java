package app.pizoo.switchboard.mock.webhook;

import java.util.concurrent.CompletableFuture;

/** Sends webhooks. Thread-safe. */
public interface WebhookSender {
  /**
   * Sends a webhook on another thread with the retries that the URL's fragment asks for. The future
   * always completes normally.
   */
  CompletableFuture<WebhookResponse> send(Webhook webhook);

  /**
   * Sends a webhook after all earlier ones about the same resource have been delivered or given up.
   */
  void enqueue(Webhook webhook);
}
