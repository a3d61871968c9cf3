package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.BoxStandIn;
import app.pizoo.switchboard.server.EmbeddedServer;
import app.pizoo.switchboard.server.EmbeddedServer.RouteView;
import app.pizoo.switchboard.sms.SmsPlugin;
import app.pizoo.switchboard.twilio.TwilioService;
import app.pizoo.switchboard.verify.VerifyPlugin;
import app.pizoo.switchboard.video.VideoPlugin;
import app.pizoo.switchboard.voice.VoicePlugin;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks all routes of all plugins, so that a new one cannot be forgotten. */
class GuardsTest {
  private static final String SECRET = "the secret of this very test: 0123456789";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static EmbeddedServer server;

  @BeforeAll
  static void start() {
    server =
        EmbeddedServer.development()
            .set("SWITCHBOARD_BOX_PORT", "0")
            .set("SWITCHBOARD_JWT_SECRET", SECRET)
            .set("SWITCHBOARD_JWT_ISSUER", "https://id.example")
            .set("SWITCHBOARD_JWT_AUDIENCE", "me")
            .plugin(new VoicePlugin())
            .plugin(new VideoPlugin())
            .plugin(new VerifyPlugin())
            .plugin(new SmsPlugin())
            .service(new TwilioService())
            .standIn(new BoxStandIn())
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("alice")
        .issuer("https://id.example")
        .audience("me")
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private static String signed(JWTClaimsSet claims) throws Exception {
    return signed(JWSAlgorithm.HS256, claims, new MACSigner(SECRET.getBytes(UTF_8)));
  }

  private static String signed(JWSAlgorithm algorithm, JWTClaimsSet claims, JWSSigner signer)
      throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
    token.sign(signer);
    return token.serialize();
  }

  /** Authorization headers that no route admits, with the code each is refused with. */
  private static Map<String, String> refusals() throws Exception {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("", "token_missing");
    all.put("Bearer garbage", "token_invalid");
    all.put("Basic YWxpY2U6eA==", "token_invalid");
    all.put("Bearer " + new PlainJWT(claims().build()).serialize(), "token_invalid");
    RSASSASigner rsa = new RSASSASigner(new RSAKeyGenerator(2048).generate());
    all.put("Bearer " + signed(JWSAlgorithm.RS256, claims().build(), rsa), "token_invalid");
    MACSigner other = new MACSigner("another secret, but as long as needed");
    all.put("Bearer " + signed(JWSAlgorithm.HS256, claims().build(), other), "token_invalid");
    Date past = Date.from(Instant.now().minusSeconds(120));
    Date future = Date.from(Instant.now().plusSeconds(120));
    all.put("Bearer " + signed(claims().expirationTime(past).build()), "token_expired");
    all.put("Bearer " + signed(claims().notBeforeTime(future).build()), "token_invalid");
    all.put("Bearer " + signed(claims().issuer("https://evil").build()), "token_invalid");
    all.put("Bearer " + signed(claims().audience("you").build()), "token_invalid");
    return all;
  }

  private static HttpResponse<String> send(RouteView route, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create(server.api() + route.pattern().replaceAll("\\{[^}]*}", "x")));
    request.method(
        route.method(),
        route.method().equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
    request.header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void every_route_has_a_guard_that_is_known_here() {
    List<String> guards = new ArrayList<>();
    for (RouteView route : server.routes()) {
      guards.add(route.method() + " " + route.pattern() + " " + route.guard());
    }
    assertThat(guards)
        .containsExactlyInAnyOrder(
            "POST /api/twilio/voice/token user",
            "POST /api/twilio/voice/incoming signed",
            "POST /api/twilio/voice/dialed signed",
            "POST /api/twilio/voice/status signed",
            "POST /api/twilio/video/token user",
            "POST /api/twilio/video/status signed",
            "POST /api/auth/verify/start open",
            "POST /api/auth/verify/check open",
            "POST /api/twilio/sms/send service:sms:send",
            "POST /api/twilio/sms/status signed",
            "POST /api/twilio/sms/incoming signed",
            "GET /ui/voice/{file} open",
            "GET /ui/video/{file} open",
            "GET /ui/verify/{file} open",
            "GET /openapi.yaml open");
  }

  @Test
  void routes_for_users_and_services_refuse_every_bad_token_with_its_code() throws Exception {
    int refused = 0;
    for (RouteView route : server.routes()) {
      if (route.guard().equals("user") || route.guard().startsWith("service:")) {
        for (Map.Entry<String, String> bad : refusals().entrySet()) {
          HttpResponse<String> answer =
              bad.getKey().isEmpty() ? send(route) : send(route, "Authorization", bad.getKey());
          assertThat(answer.body()).contains("\"code\":\"" + bad.getValue() + "\"");
          assertThat(answer.statusCode()).isEqualTo(401);
          assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
          refused++;
        }
        if (route.guard().startsWith("service:")) {
          String unscoped = "Bearer " + signed(claims().claim("scope", "other").build());
          assertThat(send(route, "Authorization", unscoped).body()).contains("\"scope_missing\"");
        }
      }
    }
    assertThat(refused).isEqualTo(30);
  }

  @Test
  void signed_routes_refuse_what_is_not_signed() throws Exception {
    int refused = 0;
    for (RouteView route : server.routes()) {
      if (route.guard().equals("signed")) {
        assertThat(send(route).body()).contains("\"signature_missing\"");
        HttpResponse<String> wrong = send(route, "X-Twilio-Signature", "x".repeat(28));
        assertThat(wrong.body()).contains("\"signature_invalid\"");
        assertThat(wrong.statusCode()).isEqualTo(403);
        refused++;
      }
    }
    assertThat(refused).isEqualTo(6);
  }

  @Test
  void the_openapi_document_has_exactly_these_routes() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.api() + "/openapi.yaml")).build();
    String document = CLIENT.send(request, BodyHandlers.ofString()).body();
    List<String> described =
        document.lines().filter(line -> line.matches(" {2}\"?/\\S+:")).map(String::strip).toList();
    List<String> registered =
        server.routes().stream().map(route -> route.pattern() + ":").distinct().toList();
    assertThat(described.stream().map(path -> path.replace("\"", "")).toList())
        .containsExactlyInAnyOrderElementsOf(registered);
  }
}
