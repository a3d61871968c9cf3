package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.number.Hook;
import app.pizoo.switchboard.mock.twiml.BrokenTwiml;
import app.pizoo.switchboard.mock.twiml.Twiml;
import app.pizoo.switchboard.mock.webhook.Webhook;
import app.pizoo.switchboard.mock.webhook.WebhookAnswer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Asks programs what to do with a call. */
final class Programs {
  private final BoxContext context;

  Programs(BoxContext context) {
    this.context = context;
  }

  /** What came of a question. */
  sealed interface Outcome {}

  /**
   * TwiML.
   *
   * @param url where it is from; addresses in it may be relative to that
   */
  record Document(String url, Twiml twiml) implements Outcome {}

  /** Nothing that can be carried out, with Twilio's code. */
  record Failure(String url, int code, String message) implements Outcome {}

  /** Asks a program; completes normally in every case. */
  CompletableFuture<Outcome> ask(String about, Hook hook, CallFields fields) {
    return context
        .webhooks()
        .send(new Webhook(about, hook.method(), hook.url(), fields.list()))
        .thenApply(answer -> read(hook.url(), answer));
  }

  static Outcome read(String url, String twiml) {
    try {
      return new Document(url, Twiml.parse(twiml));
    } catch (BrokenTwiml broken) {
      return new Failure(url, broken.code(), broken.explanation());
    }
  }

  private static Outcome read(String url, WebhookAnswer answer) {
    if (!answer.isSuccess()) {
      int code = answer.error() == 0 ? 11200 : answer.error();
      return new Failure(
          url, code, "The program did not answer, or with status " + answer.status());
    }
    if (answer.status() == 204) {
      return new Document(url, Twiml.empty());
    }
    String type = answer.contentType().toLowerCase(Locale.ROOT);
    if (!type.contains("xml") && !type.startsWith("text/html")) {
      return new Failure(url, 12300, "Invalid Content-Type");
    }
    return read(url, answer.body());
  }
}
