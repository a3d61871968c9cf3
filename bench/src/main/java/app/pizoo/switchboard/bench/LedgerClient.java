package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.testing.SignedForm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Sends requests of the app's backend and of Twilio to a server that may be down. */
final class LedgerClient {
  private static final String STATUS = "/api/twilio/sms/status";

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String base;
  private final String authToken;

  LedgerClient(String base, String authToken) {
    this.base = base;
    this.authToken = authToken;
  }

  /** Posts a signed status callback; returns the HTTP status, or 0 without a response. */
  int postStatus(String sid, String state) {
    SignedForm form =
        SignedForm.of(
            authToken,
            base + STATUS,
            Map.of("MessageSid", sid, "MessageStatus", state, "To", "+12025550123"));
    HttpRequest.Builder request = request(STATUS, Duration.ofSeconds(30));
    form.headers().forEach(request::header);
    return status(request.POST(BodyPublishers.ofString(form.body())));
  }

  /** Sends a message; returns the HTTP status, or 0 without a response in time. */
  int send(String token, String key, String to, Duration timeout) {
    return status(
        request("/api/twilio/sms/send", timeout)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString("{\"to\":\"%s\",\"body\":\"Hello\"}".formatted(to))));
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout);
  }

  private int status(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
