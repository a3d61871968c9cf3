package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.JsonFields;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls a node, as the app's backend and as Twilio. */
final class LedgerClient {
  static final String SECRET = "a secret of at least 32 bytes, for this run";
  private static final String STATUS = "/api/twilio/sms/status";

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String base;
  private final String authToken;
  private final String token;

  LedgerClient(int port, String authToken) throws JOSEException {
    this.base = "http://127.0.0.1:" + port;
    this.authToken = authToken;
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject("backend")
                .claim("scope", "sms:send sms:read")
                // The node's clock may be put forward.
                .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(1))))
                .build());
    jwt.sign(new MACSigner(SECRET.getBytes(UTF_8)));
    this.token = jwt.serialize();
  }

  /** Tells a state of a message, signed; gives the HTTP status, or 0 if no answer came. */
  int tell(String sid, String state) throws GeneralSecurityException {
    Map<String, String> form =
        new TreeMap<>(Map.of("MessageSid", sid, "MessageStatus", state, "To", "+12025550123"));
    StringBuilder signed = new StringBuilder(base + STATUS);
    form.forEach((name, value) -> signed.append(name).append(value));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(authToken.getBytes(UTF_8), "HmacSHA1"));
    String signature =
        Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return status(
        request(STATUS)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Twilio-Signature", signature)
            .POST(BodyPublishers.ofString(body)));
  }

  /** Sends a message; gives the HTTP status, or 0 if no answer came. */
  int send(String key, String to, String text) {
    return status(
        request("/api/twilio/sms/send")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString("{\"to\":\"%s\",\"body\":\"%s\"}".formatted(to, text))));
  }

  /** The states of all messages by their SIDs. */
  Map<String, String> messages() throws IOException, InterruptedException {
    Map<String, String> states = new HashMap<>();
    String next = "";
    do {
      HttpRequest request =
          request("/api/twilio/sms/messages?limit=100" + next)
              .header("Authorization", "Bearer " + token)
              .build();
      byte[] body = client.send(request, BodyHandlers.ofByteArray()).body();
      JsonObject page = JsonFields.parse(body).object();
      for (JsonObject message : page.getJsonArray("messages").getValuesAs(JsonObject.class)) {
        if (states.put(message.getString("sid"), message.getString("status")) != null) {
          throw new IllegalStateException("a message is listed twice");
        }
      }
      next = page.containsKey("next") ? "&cursor=" + page.getString("next") : "";
    } while (!next.isEmpty());
    return states;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
  }

  private int status(HttpRequest.Builder request) {
    try {
      HttpResponse<Void> answer = client.send(request.build(), BodyHandlers.discarding());
      return answer.statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
