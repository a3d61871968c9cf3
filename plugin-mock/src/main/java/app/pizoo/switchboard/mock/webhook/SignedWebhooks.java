package app.pizoo.switchboard.mock.webhook;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.event.EventBus;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.rest.JsonBody;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends webhooks over HTTP, signed with the account's auth token, with Twilio's retries. */
public final class SignedWebhooks implements WebhookSender, AutoCloseable {
  private static final int SHOWN_ANSWER = 4096;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient usual = client(Overrides.DEFAULT_CONNECT);
  private final Map<String, CompletableFuture<WebhookAnswer>> tails = new ConcurrentHashMap<>();
  private final Map<String, Webhook> held = new ConcurrentHashMap<>();
  private final Signature signature;
  private final BoxClock clock;
  private final EventBus events;
  private final Faults faults;
  private int underWay;

  /** Takes the account's auth token, the time, where to tell what was sent, and what goes wrong. */
  public SignedWebhooks(String authToken, BoxClock clock, EventBus events, Faults faults) {
    signature = new Signature(authToken);
    this.clock = clock;
    this.events = events;
    this.faults = faults;
  }

  @Override
  public CompletableFuture<WebhookAnswer> send(Webhook webhook) {
    Optional<Faults.WebhookFault> fault = faults.forWebhook(webhook.url());
    return fault.isPresent() ? spoil(webhook, fault.get()) : transmit(webhook);
  }

  @Override
  public void tell(Webhook webhook) {
    CompletableFuture<WebhookAnswer> done =
        tails.compute(
            webhook.about(),
            (_, tail) ->
                tail == null
                    ? tellNow(webhook)
                    : tail.handle((_, _) -> true).thenCompose(_ -> tellNow(webhook)));
    var _ = done.whenComplete((_, _) -> tails.remove(webhook.about(), done));
  }

  /** Waits until nothing is under way and everything is done that the answers led to. */
  public synchronized void settle() {
    try {
      while (underWay > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void count(int more) {
    underWay += more;
    notifyAll();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    usual.shutdownNow();
  }

  private CompletableFuture<WebhookAnswer> tellNow(Webhook webhook) {
    Optional<Faults.WebhookFault> fault = faults.forWebhook(webhook.url());
    if (fault.isPresent() && fault.get() instanceof Faults.Swap) {
      Webhook before = held.put(webhook.about(), webhook);
      return before == null ? done(0) : transmit(before);
    }
    if (fault.isPresent()) {
      CompletableFuture<WebhookAnswer> spoiled = spoil(webhook, fault.get());
      return fault.get() instanceof Faults.Late ? done(0) : spoiled;
    }
    return transmit(webhook)
        .thenCompose(answer -> {
          Webhook before = held.remove(webhook.about());
          return before == null ? CompletableFuture.completedFuture(answer) : transmit(before);
        });
  }

  private CompletableFuture<WebhookAnswer> spoil(Webhook webhook, Faults.WebhookFault fault) {
    return switch (fault) {
      case Faults.Lose() -> done(11200);
      case Faults.Twice() -> transmit(webhook).thenCompose(_ -> transmit(webhook));
      case Faults.Late(Duration by) -> {
        CompletableFuture<Void> time = new CompletableFuture<>();
        clock.after(by, () -> time.complete(null));
        yield time.thenCompose(_ -> transmit(webhook));
      }
      // Nothing follows that it could change places with.
      case Faults.Swap() -> transmit(webhook);
    };
  }

  private CompletableFuture<WebhookAnswer> transmit(Webhook webhook) {
    CompletableFuture<WebhookAnswer> done = new CompletableFuture<>();
    count(1);
    threads.execute(() -> {
      try {
        // Whatever follows from the answer is done on this thread, before it arrives.
        done.complete(deliver(webhook));
      } catch (RuntimeException | Error e) {
        done.completeExceptionally(e);
        throw e;
      } finally {
        count(-1);
      }
    });
    return done;
  }

  private static CompletableFuture<WebhookAnswer> done(int error) {
    return CompletableFuture.completedFuture(WebhookAnswer.none(error));
  }

  private WebhookAnswer deliver(Webhook webhook) {
    Overrides overrides = Overrides.of(webhook.url());
    if (!overrides.isValid()) {
      return WebhookAnswer.none(11243);
    }
    if (overrides.connect().equals(Overrides.DEFAULT_CONNECT)) {
      return deliver(webhook, overrides, usual);
    }
    // Thousands of times may be asked for, and each needs a client of its own: none is kept.
    HttpClient own = client(overrides.connect());
    try {
      return deliver(webhook, overrides, own);
    } finally {
      own.shutdownNow();
    }
  }

  private WebhookAnswer deliver(Webhook webhook, Overrides overrides, HttpClient client) {
    Attempt attempt = new Attempt(client, signature);
    String token = UUID.randomUUID().toString();
    long end = System.nanoTime() + overrides.total().toNanos();
    for (int retry = 0; ; retry++) {
      long began = System.nanoTime();
      Duration left = Duration.ofNanos(end - began);
      Duration timeout = left.compareTo(overrides.read()) < 0 ? left : overrides.read();
      Attempt.Result result = attempt.send(webhook, token, timeout);
      report(webhook, result, retry, Duration.ofNanos(System.nanoTime() - began));
      boolean again =
          retry < overrides.retries()
              && !result.reason().isEmpty()
              && overrides.retriesOn(result.reason())
              && System.nanoTime() < end;
      if (!again) {
        return result.answer();
      }
    }
  }

  private static HttpClient client(Duration connect) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connect)
        .build();
  }

  private void report(Webhook webhook, Attempt.Result result, int retry, Duration took) {
    String body = result.answer().body();
    List<JsonBody> fields =
        webhook.fields().stream()
            .map(field -> JsonBody.object().put("name", field.name()).put("value", field.value()))
            .toList();
    events.publish(
        "webhook.sent",
        JsonBody.object()
            .put("about", webhook.about())
            .put("method", webhook.method())
            .put("url", webhook.url())
            .put("fields", fields)
            .put("signature", result.signature())
            .put("retry", retry)
            .put("status", result.answer().status())
            .put("error", result.answer().error())
            .put("answer", body.substring(0, Math.min(body.length(), SHOWN_ANSWER)))
            .put("milliseconds", took.toMillis())
            .build());
  }
}
