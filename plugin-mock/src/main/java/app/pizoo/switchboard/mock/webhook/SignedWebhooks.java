package app.pizoo.switchboard.mock.webhook;

import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.spi.ThrottledLogger;
import java.time.Clock;
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
  private static final ThrottledLogger LOG =
      new ThrottledLogger(System.getLogger("switchboard.box"), Clock.systemUTC());

  private static final int MAX_BODY_LENGTH = 4096;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, CompletableFuture<WebhookResponse>> tails = new ConcurrentHashMap<>();
  private final Map<String, Webhook> swapped = new ConcurrentHashMap<>();
  private final Signature signature;
  private final BoxClock clock;
  private final ActivityFeed feed;
  private final Faults faults;
  private final WebhookHosts hosts;
  private final WebhookClient defaultClient;
  private int inFlight;

  /** Takes the account's auth token, the clock, the activity feed, the faults and the hosts. */
  public SignedWebhooks(
      String authToken, BoxClock clock, ActivityFeed feed, Faults faults, WebhookHosts hosts) {
    signature = new Signature(authToken);
    this.clock = clock;
    this.feed = feed;
    this.faults = faults;
    this.hosts = hosts;
    defaultClient = new WebhookClient(hosts, ConnectionOverrides.DEFAULT_CONNECT);
  }

  @Override
  public CompletableFuture<WebhookResponse> send(Webhook webhook) {
    Optional<Faults.WebhookFault> fault = faults.forWebhook(webhook.url());
    return fault.isPresent() ? applyFault(webhook, fault.get()) : transmit(webhook);
  }

  @Override
  public void enqueue(Webhook webhook) {
    CompletableFuture<WebhookResponse> done =
        tails.compute(
            webhook.about(),
            (_, tail) ->
                tail == null
                    ? deliverNext(webhook)
                    : tail.handle((_, _) -> true).thenCompose(_ -> deliverNext(webhook)));
    var _ = done.whenComplete((_, _) -> tails.remove(webhook.about(), done));
  }

  /** Waits until no webhook is in flight and all responses have been processed. */
  public synchronized void awaitIdle() {
    try {
      while (inFlight > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void count(int more) {
    inFlight += more;
    notifyAll();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    defaultClient.close();
  }

  private CompletableFuture<WebhookResponse> deliverNext(Webhook webhook) {
    Optional<Faults.WebhookFault> fault = faults.forWebhook(webhook.url());
    if (fault.isPresent() && fault.get() instanceof Faults.Swap) {
      Webhook before = swapped.put(webhook.about(), webhook);
      return before == null ? done(0) : transmit(before);
    }
    if (fault.isPresent()) {
      CompletableFuture<WebhookResponse> result = applyFault(webhook, fault.get());
      return fault.get() instanceof Faults.Late ? done(0) : result;
    }
    return transmit(webhook)
        .thenCompose(answer -> {
          Webhook before = swapped.remove(webhook.about());
          return before == null ? CompletableFuture.completedFuture(answer) : transmit(before);
        });
  }

  private CompletableFuture<WebhookResponse> applyFault(
      Webhook webhook, Faults.WebhookFault fault) {
    return switch (fault) {
      case Faults.Lose() -> done(11200);
      case Faults.Twice() -> transmit(webhook).thenCompose(_ -> transmit(webhook));
      case Faults.Late(Duration by) -> {
        CompletableFuture<Void> time = new CompletableFuture<>();
        clock.after(by, () -> time.complete(null));
        yield time.thenCompose(_ -> transmit(webhook));
      }
      // There is no next webhook to swap with.
      case Faults.Swap() -> transmit(webhook);
    };
  }

  private CompletableFuture<WebhookResponse> transmit(Webhook webhook) {
    CompletableFuture<WebhookResponse> done = new CompletableFuture<>();
    count(1);
    threads.execute(() -> {
      try {
        // Dependent actions run on this thread, before the webhook counts as done.
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

  private static CompletableFuture<WebhookResponse> done(int error) {
    return CompletableFuture.completedFuture(WebhookResponse.none(error));
  }

  private WebhookResponse deliver(Webhook webhook) {
    ConnectionOverrides overrides = ConnectionOverrides.of(webhook.url());
    if (!overrides.isValid()) {
      return WebhookResponse.none(11243);
    }
    if (overrides.connect().equals(ConnectionOverrides.DEFAULT_CONNECT)) {
      return deliver(webhook, overrides, defaultClient);
    }
    // A URL can ask for any connect timeout, and each needs its own client, so this client is
    // closed.
    try (WebhookClient dedicated = new WebhookClient(hosts, overrides.connect())) {
      return deliver(webhook, overrides, dedicated);
    }
  }

  private WebhookResponse deliver(
      Webhook webhook, ConnectionOverrides overrides, WebhookClient client) {
    DeliveryAttempt attempt = new DeliveryAttempt(client, signature);
    String token = UUID.randomUUID().toString();
    long end = System.nanoTime() + overrides.total().toNanos();
    for (int retry = 0; ; retry++) {
      long began = System.nanoTime();
      Duration left = Duration.ofNanos(end - began);
      Duration timeout = left.compareTo(overrides.read()) < 0 ? left : overrides.read();
      DeliveryAttempt.Result result = attempt.send(webhook, token, timeout);
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

  private void report(Webhook webhook, DeliveryAttempt.Result result, int retry, Duration took) {
    String body = result.answer().body();
    List<JsonBody> fields =
        webhook.fields().stream()
            .map(field -> JsonBody.object().put("name", field.name()).put("value", field.value()))
            .toList();
    if (!result.refused().isEmpty()) {
      LOG.log(System.Logger.Level.WARNING, "the box sent no webhook", result.refused());
    }
    feed.publish(
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
            .put("answer", body.substring(0, Math.min(body.length(), MAX_BODY_LENGTH)))
            .put("milliseconds", took.toMillis())
            .put("refused", result.refused().isEmpty() ? null : result.refused())
            .build());
  }
}
