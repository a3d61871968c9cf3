package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.number.Hook;
import app.pizoo.switchboard.mock.twiml.BrokenTwiml;
import app.pizoo.switchboard.mock.twiml.Twiml;
import app.pizoo.switchboard.mock.webhook.Webhook;
import app.pizoo.switchboard.mock.webhook.WebhookAnswer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks programs what to do with one call, and shows what is wrong with their answers. */
final class Programs {
  private final Exchange exchange;
  private final Call call;
  private final Map<String, String> always;

  /**
   * Takes the call.
   *
   * @param always fields of every question
   */
  Programs(Exchange exchange, Call call, Map<String, String> always) {
    this.exchange = exchange;
    this.call = call;
    this.always = always;
  }

  /**
   * An answer.
   *
   * @param url where it is from; addresses in it may be relative to that
   * @param twiml what to do, empty if nothing can be carried out
   */
  record Answer(String url, Optional<Twiml> twiml) {}

  /** A call's usual fields. */
  CallFields fields() {
    return CallFields.of(exchange.context().account().accountSid(), call).putAll(always);
  }

  /** Asks a program, and its fallback if need be; completes normally in every case. */
  CompletableFuture<Answer> ask(Program program, CallFields fields) {
    if (program.twiml().isPresent()) {
      return CompletableFuture.completedFuture(read("", program.twiml().get()).answer());
    }
    Hook hook = program.hook().orElse(new Hook("", "POST"));
    return send(hook, fields)
        .thenCompose(read ->
            read.answer().twiml().isPresent() || program.fallback().isEmpty()
                ? CompletableFuture.completedFuture(read)
                : send(
                    program.fallback().get(),
                    fields()
                        .put("ErrorCode", String.valueOf(read.code()))
                        .put("ErrorUrl", hook.url())))
        .thenApply(Read::answer);
  }

  private record Read(Answer answer, int code) {}

  private CompletableFuture<Read> send(Hook hook, CallFields fields) {
    return exchange
        .context()
        .webhooks()
        .send(new Webhook(call.sid(), hook.method(), hook.url(), fields.list()))
        .thenApply(answer -> read(hook.url(), answer));
  }

  private Read read(String url, WebhookAnswer answer) {
    if (!answer.isSuccess()) {
      int code = answer.error() == 0 ? 11200 : answer.error();
      return broken(url, code, "The program did not answer, or with status " + answer.status());
    }
    if (answer.status() == 204) {
      return new Read(new Answer(url, Optional.of(Twiml.empty())), 0);
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
      twiml.warnings().forEach(warning -> exchange.warn(call, 12200, warning));
      return new Read(new Answer(url, Optional.of(twiml)), 0);
    } catch (BrokenTwiml broken) {
      return broken(url, broken.code(), broken.explanation());
    }
  }

  private Read broken(String url, int code, String message) {
    exchange.fail(call, code, message);
    return new Read(new Answer(url, Optional.empty()), code);
  }
}
