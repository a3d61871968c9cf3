package app.pizoo.switchboard.mock.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Sends webhooks over HTTP, signed with the account's auth token. */
public final class SignedWebhooks implements WebhookSender, AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Map<String, CompletableFuture<WebhookAnswer>> tails = new ConcurrentHashMap<>();
  private final Signature signature;

  /** Takes the account's auth token. */
  public SignedWebhooks(String authToken) {
    signature = new Signature(authToken);
  }

  @Override
  public CompletableFuture<WebhookAnswer> send(Webhook webhook) {
    return CompletableFuture.supplyAsync(() -> attempt(webhook), threads);
  }

  @Override
  public void tell(Webhook webhook) {
    CompletableFuture<WebhookAnswer> done =
        tails.compute(
            webhook.about(),
            (_, tail) -> tail == null ? send(webhook) : tail.thenCompose(_ -> send(webhook)));
    var _ = done.whenComplete((_, _) -> tails.remove(webhook.about(), done));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }

  private WebhookAnswer attempt(Webhook webhook) {
    String form = encode(webhook.fields());
    boolean get = webhook.method().equals("GET");
    String url = Signature.withoutFragment(webhook.url());
    String target = !get || form.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + form;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target))
            .timeout(Duration.ofSeconds(15))
            .header("User-Agent", "TwilioProxy/1.1")
            .header("X-Home-Region", "us1")
            .header("X-Twilio-Signature", signature.of(target, get ? List.of() : webhook.fields()));
    if (!get) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
          .POST(HttpRequest.BodyPublishers.ofString(form));
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new WebhookAnswer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body(),
          response.statusCode() >= 400 ? 11200 : 0);
    } catch (IOException e) {
      return new WebhookAnswer(0, "", "", 11205);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new WebhookAnswer(0, "", "", 11205);
    }
  }

  private static String encode(List<Webhook.Field> fields) {
    return fields.stream()
        .map(field ->
            URLEncoder.encode(field.name(), UTF_8) + "=" + URLEncoder.encode(field.value(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
