package app.pizoo.switchboard.mock.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Sends one webhook once over HTTP and follows redirects. */
final class DeliveryAttempt {
  private static final int MAX_BODY = 64 * 1024;
  private static final int MAX_REDIRECTS = 10;

  private final WebhookClient client;
  private final Signature signature;

  DeliveryAttempt(WebhookClient client, Signature signature) {
    this.client = client;
    this.signature = signature;
  }

  /**
   * The result of one attempt.
   *
   * @param reason the reason for a retry: ct, rt, 4xx or 5xx; empty if there is none
   * @param signature the signature that was sent
   * @param refused why the box did not send it; empty if it did
   */
  record Result(WebhookResponse answer, String reason, String signature, String refused) {
    Result(WebhookResponse answer, String reason, String signature) {
      this(answer, reason, signature, "");
    }
  }

  Result send(Webhook webhook, String token, Duration timeout) {
    String url = Signature.withoutFragment(webhook.url());
    boolean post = !webhook.method().equals("GET");
    List<Webhook.Field> fields = webhook.fields();
    if (!post && !fields.isEmpty()) {
      url = url + (url.contains("?") ? "&" : "?") + encode(fields);
      fields = List.of();
    }
    String signed = signature.of(url, fields);
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      HttpResponse<byte[]> response = exchange(url, post, fields, token, timeout);
      for (int i = 0; i < MAX_REDIRECTS && isRedirect(response.statusCode()); i++) {
        Optional<String> location = response.headers().firstValue("Location");
        if (location.isEmpty()) {
          break;
        }
        // A redirect loses the parameters, as it does with Twilio.
        url = URI.create(url).resolve(location.get()).toString();
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        response = exchange(url, false, List.of(), token, left);
      }
      return new Result(read(response), reason(response.statusCode()), signed);
    } catch (RefusedHostException e) {
      return new Result(WebhookResponse.none(11205), "", signed, e.getMessage());
    } catch (ConnectException | UnknownHostException | HttpConnectTimeoutException e) {
      return new Result(WebhookResponse.none(11205), "ct", signed);
    } catch (TimeoutException e) {
      return new Result(WebhookResponse.none(11200), "rt", signed);
    } catch (IOException e) {
      return new Result(WebhookResponse.none(11200), "ct", signed);
    } catch (IllegalArgumentException e) {
      return new Result(WebhookResponse.none(11100), "", signed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(WebhookResponse.none(11205), "", signed);
    }
  }

  private HttpResponse<byte[]> exchange(
      String url, boolean post, List<Webhook.Field> fields, String token, Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Accept", "*/*")
            .header("User-Agent", "TwilioProxy/1.1")
            .header("X-Home-Region", "us1")
            .header("I-Twilio-Idempotency-Token", token)
            .header("X-Twilio-Signature", signature.of(url, fields));
    if (post) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
          .POST(HttpRequest.BodyPublishers.ofString(encode(fields)));
    }
    return client.send(request.build(), MAX_BODY + 1, timeout);
  }

  private static WebhookResponse read(HttpResponse<byte[]> response) {
    byte[] bytes = response.body();
    int status = response.statusCode();
    int error = status >= 400 ? 11200 : bytes.length > MAX_BODY ? 11750 : 0;
    return new WebhookResponse(
        status,
        response.headers().firstValue("Content-Type").orElse(""),
        new String(bytes, 0, Math.min(bytes.length, MAX_BODY), UTF_8),
        error);
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static String reason(int status) {
    return status >= 500 ? "5xx" : status >= 400 ? "4xx" : "";
  }

  private static String encode(List<Webhook.Field> fields) {
    return fields.stream()
        .map(field ->
            URLEncoder.encode(field.name(), UTF_8) + "=" + URLEncoder.encode(field.value(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
