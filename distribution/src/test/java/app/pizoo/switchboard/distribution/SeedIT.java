package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import app.pizoo.switchboard.testing.TwilioSignature;
import com.nimbusds.jwt.SignedJWT;
import com.twilio.security.RequestValidator;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new user does first: {@code dev}, and the requests of the integration guide. */
class SeedIT {
  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        Installation.in(folder.resolve("product")).with("SWITCHBOARD_BOX_PORT", "0").start("dev");
    System.out.println(
        "dev was ready after "
            + server.readyAfter()
            + ", its first answer came "
            + server.firstAnswer().toMillis()
            + " ms after the start of the process");
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(server.stop()).isZero();
    assertThat(server.log()).doesNotContain("123456", "+1234567890", "eyJ");
    server.close();
  }

  private static Map<String, String> user() throws Exception {
    return Map.of("Authorization", "Bearer " + server.token("user123"));
  }

  @Test
  void a_voice_token_is_minted() throws Exception {
    HttpResponse<String> answer =
        server.post("/api/twilio/voice/token", "{\"identity\": \"user123\"}", user());
    JsonObject json = RunningServer.json(answer);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json.getBoolean("ok")).isTrue();
    assertThat(json.getString("identity")).isEqualTo("user123");
    assertThat(json.getInt("expires_in")).isEqualTo(3600);
    assertThat(grants(json)).contains("identity", "voice");
  }

  @Test
  void a_video_token_is_minted_for_its_room() throws Exception {
    HttpResponse<String> answer =
        server.post(
            "/api/twilio/video/token",
            "{\"identity\": \"user123\", \"room\": \"match-abc\"}",
            user());
    JsonObject json = RunningServer.json(answer);
    assertThat(json.getString("room")).isEqualTo("match-abc");
    assertThat(grants(json)).contains("match-abc");
  }

  private static String grants(JsonObject answer) throws Exception {
    return SignedJWT.parse(answer.getString("token"))
        .getJWTClaimsSet()
        .getClaim("grants")
        .toString();
  }

  @Test
  void a_number_is_verified_with_its_code_and_with_no_other() throws Exception {
    JsonObject started =
        RunningServer.json(
            server.post(
                "/api/auth/verify/start",
                "{\"phone\": \"+1234567890\", \"channel\": \"sms\"}",
                Map.of()));
    assertThat(started.toString())
        .startsWith(
            "{\"ok\":true,\"status\":\"pending\",\"phone\":\"+1234567890\",\"channel\":\"sms\","
                + "\"handle\":\"");
    assertThat(check("000000").getBoolean("verified")).isFalse();
    assertThat(check("123456").toString())
        .startsWith("{\"ok\":true,\"verified\":true,\"phone\":\"+1234567890\",\"proof\":\"");
    assertThat(check("123456").getBoolean("verified")).isFalse();
  }

  private static JsonObject check(String code) throws Exception {
    return RunningServer.json(
        server.post(
            "/api/auth/verify/check",
            "{\"phone\": \"+1234567890\", \"code\": \"" + code + "\"}",
            Map.of()));
  }

  @Test
  void a_message_is_sent_by_the_apps_backend() throws Exception {
    String token = server.token("backend", "--scope", "sms:send");
    HttpResponse<String> answer =
        server.post(
            "/api/twilio/sms/send",
            "{\"to\": \"+1234567890\", \"body\": \"Hello\"}",
            Map.of("Authorization", "Bearer " + token));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(RunningServer.json(answer).getString("sid")).startsWith("SM");
  }

  @Test
  void a_call_webhook_is_answered_only_to_twilio() throws Exception {
    Map<String, String> form =
        new TreeMap<>(
            Map.of(
                "CallSid", "CA" + "0".repeat(32),
                "From", "client:alice",
                "To", "bob",
                "Direction", "inbound"));
    String url = server.api() + "/api/twilio/voice/incoming";
    String secret = authToken();
    String signature = TwilioSignature.sign(secret, url, form);
    assertThat(new RequestValidator(secret).validate(url, form, signature)).isTrue();
    HttpResponse<String> answer = webhook(form, Map.of("X-Twilio-Signature", signature));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/xml");
    assertThat(answer.body()).contains("<Dial ", "<Identity>bob</Identity>");
    assertThat(webhook(form, Map.of()).body()).contains("signature_missing");
    assertThat(webhook(form, Map.of("X-Twilio-Signature", "x".repeat(28))).body())
        .contains("signature_invalid");
  }

  private static HttpResponse<String> webhook(Map<String, String> form, Map<String, String> more)
      throws Exception {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    Map<String, String> headers = new TreeMap<>(more);
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    return server.post("/api/twilio/voice/incoming", body, headers);
  }

  private static String authToken() throws Exception {
    Matcher box =
        Pattern.compile("\"signaling\":\"ws(://[^\"]+)\"")
            .matcher(server.post("/api/twilio/voice/token", "{}", user()).body());
    assertThat(box.find()).isTrue();
    URI account = URI.create("http" + box.group(1) + "/box/account");
    return RunningServer.json(server.get(account)).getString("auth_token");
  }

  @Test
  void the_document_health_and_metrics_are_there() throws Exception {
    assertThat(server.get(URI.create(server.api() + "/openapi.yaml")).body())
        .contains("/api/twilio/voice/token:", "/api/auth/verify/start:", "/api/twilio/sms/send:");
    assertThat(server.get(URI.create(server.operations() + "/health/ready")).statusCode())
        .isEqualTo(200);
    assertThat(server.get(URI.create(server.operations() + "/metrics")).body())
        .contains("http_server_request_duration_seconds_bucket");
  }
}
