package app.pizoo.switchboard.mock.webhook;

import java.util.concurrent.CompletableFuture;

/** Calls the programs that use the box. Safe for all threads. */
public interface WebhookSender {
  /**
   * Sends it on another thread, with retries as the URL's fragment asks for; the answer completes
   * normally in every case.
   */
  CompletableFuture<WebhookAnswer> send(Webhook webhook);

  /**
   * Sends it once everything told before about the same thing was delivered or given up; nobody
   * waits for the answer.
   */
  void tell(Webhook webhook);
}
