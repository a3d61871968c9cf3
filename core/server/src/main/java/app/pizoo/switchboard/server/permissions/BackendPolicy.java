package app.pizoo.switchboard.server.permissions;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.server.crypto.HmacSha256;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.JsonClient;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the app's backend: {@code POST {"action","caller","target"}}, answered by {@code
 * {"allow":true}}. Every other response, and a timeout of two seconds, means no (fail closed).
 *
 * <p>The request carries {@code X-Switchboard-Timestamp} (seconds since 1970) and {@code
 * X-Switchboard-Signature}: lower-case hex of HMAC-SHA256 over timestamp, a dot and the body, keyed
 * with {@code SWITCHBOARD_JWT_SECRET}; both are omitted if users are authenticated by JWKS. An
 * answer is cached for a few seconds, so one call does not ask twice. Each kind of failure is
 * counted, and logged at most once a minute.
 */
final class BackendPolicy {
  private static final System.Logger LOG = System.getLogger("switchboard.permissions");
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final long KEPT_MILLIS = 5_000;
  private static final int MAX_CACHED = 10_000;
  private static final int MAX_BYTES = 4_096;

  private final JsonClient client;
  private final Optional<HmacSha256> hmac;
  private final Clock clock;
  private final ThrottledLogger lines;
  private final URI address;
  private final PolicyMetrics metrics;
  private final Map<String, Answer> kept = new ConcurrentHashMap<>();

  private record Answer(boolean allowed, long until) {}

  BackendPolicy(URI address, String signingKey, Clock clock, PolicyMetrics metrics) {
    this.address = address;
    this.metrics = metrics;
    this.client = new JsonClient(address, TIMEOUT, MAX_BYTES);
    this.hmac = signingKey.isEmpty() ? Optional.empty() : Optional.of(new HmacSha256(signingKey));
    this.clock = clock;
    this.lines = new ThrottledLogger(LOG, clock);
  }

  boolean allows(String action, String caller, String target) {
    String question =
        JSON.createObjectBuilder()
            .add("action", action)
            .add("caller", caller)
            .add("target", target)
            .build()
            .toString();
    long now = clock.millis();
    Answer known = kept.get(question);
    if (known != null && known.until() > now) {
      return known.allowed();
    }
    long began = System.nanoTime();
    try {
      boolean allowed = ask(question);
      if (kept.size() >= MAX_CACHED) {
        kept.clear();
      }
      kept.put(question, new Answer(allowed, now + KEPT_MILLIS));
      return allowed;
    } catch (IOException e) {
      PolicyFailure failure = PolicyFailure.of(e);
      noAnswer(failure.label(), failure.meaning(), action + ", " + e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      metrics.duration().record(System.nanoTime() - began);
    }
  }

  /** The example holds no stack trace: the cause lies in the network or in the app's backend. */
  private void noAnswer(String outcome, String meaning, String example) {
    metrics.questions().add(outcome);
    lines.log(WARNING, "the policy at " + address + " " + meaning, example);
  }

  private boolean ask(String question) throws IOException, InterruptedException {
    JsonClient.Result result = client.post("application/json", question, signature(question));
    if (result.body().isEmpty()) {
      noAnswer("status", "responded with status " + result.status(), "expected 200");
      return false;
    }
    JsonValue allow = result.body().get().get("allow");
    if (JsonValue.TRUE.equals(allow)) {
      metrics.questions().add("allowed");
      return true;
    }
    if (JsonValue.FALSE.equals(allow)) {
      metrics.questions().add("denied");
    } else {
      noAnswer("malformed", "gave no answer", "expected {\"allow\":true} or {\"allow\":false}");
    }
    return false;
  }

  private Map<String, String> signature(String question) {
    String timestamp = Long.toString(clock.millis() / 1000);
    return hmac.map(key ->
            Map.of(
                "X-Switchboard-Timestamp",
                timestamp,
                "X-Switchboard-Signature",
                HexFormat.of().formatHex(key.of(timestamp + '.' + question))))
        .orElse(Map.of());
  }
}
