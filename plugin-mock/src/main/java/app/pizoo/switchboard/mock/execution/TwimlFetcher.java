package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.number.WebhookTarget;
import app.pizoo.switchboard.mock.twiml.Twiml;
import app.pizoo.switchboard.mock.twiml.TwimlException;
import app.pizoo.switchboard.mock.webhook.Webhook;
import app.pizoo.switchboard.mock.webhook.WebhookResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Fetches the TwiML for one call and reports errors in the responses. */
final class TwimlFetcher {
  private final EngineContext shared;
  private final Call call;
  private final Map<String, String> fixedFields;

  /**
   * Takes the call.
   *
   * @param fixedFields fields that every request has
   */
  TwimlFetcher(EngineContext shared, Call call, Map<String, String> fixedFields) {
    this.shared = shared;
    this.call = call;
    this.fixedFields = fixedFields;
  }

  /**
   * A result.
   *
   * @param url the URL of the document; URLs in the document may be relative to it
   * @param twiml the document; empty if it cannot be executed
   */
  record Result(String url, Optional<Twiml> twiml) {}

  /** Returns the default fields of the call. */
  CallFields fields() {
    return CallFields.of(shared.box().account().accountSid(), call).putAll(fixedFields);
  }

  /** Fetches TwiML, from the fallback if necessary. The future always completes normally. */
  CompletableFuture<Result> ask(TwimlSource source, CallFields fields) {
    if (source.twiml().isPresent()) {
      return CompletableFuture.completedFuture(read("", source.twiml().get()).answer());
    }
    WebhookTarget hook = source.hook().orElse(new WebhookTarget("", "POST"));
    return send(hook, fields)
        .thenCompose(read ->
            read.answer().twiml().isPresent() || source.fallback().isEmpty()
                ? CompletableFuture.completedFuture(read)
                : send(
                    source.fallback().get(),
                    fields()
                        .put("ErrorCode", String.valueOf(read.code()))
                        .put("ErrorUrl", hook.url())))
        .thenApply(Read::answer);
  }

  private record Read(Result answer, int code) {}

  private CompletableFuture<Read> send(WebhookTarget hook, CallFields fields) {
    return shared
        .box()
        .webhooks()
        .send(new Webhook(call.sid(), hook.method(), hook.url(), fields.list()))
        .thenApply(answer -> read(hook.url(), answer));
  }

  private Read read(String url, WebhookResponse answer) {
    if (!answer.isSuccess()) {
      int code = answer.error() == 0 ? 11200 : answer.error();
      return broken(url, code, "No response, or a response with status " + answer.status());
    }
    if (answer.status() == 204) {
      return new Read(new Result(url, Optional.of(Twiml.empty())), 0);
    }
    String type = answer.contentType().toLowerCase(Locale.ROOT);
    if (!type.contains("xml") && !type.startsWith("text/html")) {
      return broken(url, 12300, "Invalid Content-Type");
    }
    return read(url, answer.body());
  }

  private Read read(String url, String document) {
    try {
      Twiml twiml = Twiml.parse(document);
      twiml.warnings().forEach(warning -> shared.warn(call, 12200, warning));
      return new Read(new Result(url, Optional.of(twiml)), 0);
    } catch (TwimlException broken) {
      return broken(url, broken.code(), broken.explanation());
    }
  }

  private Read broken(String url, int code, String message) {
    shared.fail(call, code, message);
    return new Read(new Result(url, Optional.empty()), code);
  }
}
