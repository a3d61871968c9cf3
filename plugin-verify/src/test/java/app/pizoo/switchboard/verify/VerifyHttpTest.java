package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.BoxDevService;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.twilio.TwilioService;
import app.pizoo.switchboard.verify.proof.Proofs;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** In development, without an account: the server and the box over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyHttpTest {
  private final TestServer server =
      TestServer.development()
          .set("SWITCHBOARD_BOX_PORT", "0")
          .plugin(new VerifyPlugin())
          .service(new TwilioService())
          .devService(new BoxDevService())
          .start();
  private final TestClient api = new TestClient(server.api());
  private final Map<String, String> handles = new ConcurrentHashMap<>();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void the_seeds_curl_lines_answer_as_the_contract_says() {
    assertThat(
            api.post(
                "/api/auth/verify/start", "{\"phone\": \"+1234567890\", \"channel\": \"sms\"}"))
        .satisfies(answer ->
            assertJson(
                answer, "{'ok':true,'status':'pending','phone':'+1234567890','channel':'sms'}"));
    assertThat(
            api.post(
                "/api/auth/verify/check", "{\"phone\": \"+1234567890\", \"code\": \"123456\"}"))
        .satisfies(
            answer -> assertJson(answer, "{'ok':true,'verified':true,'phone':'+1234567890'}"));
  }

  @Test
  void wrong_used_and_never_sent_codes_answer_alike() {
    start("+12025550101", "voice");
    HttpResponse<String> wrong = check("+12025550101", "000000");
    assertThat(check("+12025550101", "123456").body()).contains("\"verified\":true");
    HttpResponse<String> used = check("+12025550101", "123456");
    HttpResponse<String> neverSent = check("+12025550102", "123456");

    assertJson(wrong, "{'ok':true,'verified':false,'phone':'+12025550101'}");
    assertJson(used, "{'ok':true,'verified':false,'phone':'+12025550101'}");
    assertJson(neverSent, "{'ok':true,'verified':false,'phone':'+12025550102'}");
  }

  @Test
  void mail_addresses_are_verified_by_their_own_field() {
    assertJson(
        api.post("/api/auth/verify/start", "{\"email\":\"a@example.com\",\"channel\":\"email\"}"),
        "{'ok':true,'status':'pending','email':'a@example.com','channel':'email'}");
    assertJson(
        api.post("/api/auth/verify/check", "{\"email\":\"a@example.com\",\"code\":\"123456\"}"),
        "{'ok':true,'verified':true,'email':'a@example.com'}");
  }

  @Test
  void a_mailbox_is_the_same_regardless_of_case() throws Exception {
    String handle = startMail("Bob@Example.com");
    startMail("bob@example.com");

    String answer = checkMail("bOB@example.COM", handle);

    assertThat(answer).contains("\"verified\":true", "\"email\":\"bob@example.com\"");
    SignedJWT proof = SignedJWT.parse(answer.replaceAll(".*\"proof\":\"([^\"]+)\".*", "$1"));
    assertThat(proof.getJWTClaimsSet().getStringClaim("email")).isEqualTo("bob@example.com");
  }

  @Test
  void a_mailbox_is_erased_regardless_of_case() {
    String handle = startMail("Carol+tag@example.com");

    Map<String, Integer> erased = server.erase("CAROL+tag@Example.com");
    assertThat(erased).containsEntry("verify", 1);
    assertThat(erased.get("limits")).as("limits that counted the mailbox").isGreaterThan(3);
    assertThat(checkMail("Carol+tag@example.com", handle)).contains("\"verified\":false");
  }

  private String startMail(String address) {
    String body = "{\"email\":\"%s\",\"channel\":\"email\"}".formatted(address);
    return api.post("/api/auth/verify/start", body)
        .body()
        .replaceAll(".*\"handle\":\"([^\"]+)\".*", "$1");
  }

  private String checkMail(String address, String handle) {
    return api.post(
            "/api/auth/verify/check",
            "{\"email\":\"%s\",\"code\":\"123456\",\"handle\":\"%s\"}".formatted(address, handle))
        .body();
  }

  @Test
  void the_sixth_attempt_gets_a_retry_after() {
    start("+12025550103", "whatsapp");
    for (int i = 0; i < 5; i++) {
      assertThat(check("+12025550103", "000000").statusCode()).isEqualTo(200);
    }
    HttpResponse<String> sixth = check("+12025550103", "123456");

    assertThat(sixth.statusCode()).isEqualTo(429);
    assertThat(sixth.body()).contains("\"code\":\"too_many_attempts\"");
    assertThat(sixth.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(590L, 600L);
  }

  @Test
  void of_a_hundred_right_codes_at_once_five_reach_twilio_and_one_is_verified() throws Exception {
    start("+12025550104", "sms");
    long before = checksThatReachedTwilio();

    List<String> bodies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> check = () -> check("+12025550104", "123456").body();
      for (Future<String> body : threads.invokeAll(Collections.nCopies(100, check))) {
        bodies.add(body.get());
      }
    }

    assertThat(bodies.stream().filter(body -> body.contains("\"verified\":true"))).hasSize(1);
    assertThat(checksThatReachedTwilio() - before).isBetween(1L, 5L);
  }

  @Test
  void a_proof_of_the_number_is_verified_with_the_published_keys() throws Exception {
    start("+12025550105", "sms");
    String body = check("+12025550105", "123456").body();
    SignedJWT proof = SignedJWT.parse(body.replaceAll(".*\"proof\":\"([^\"]+)\".*", "$1"));
    JWKSet keys = JWKSet.parse(api.text("/api/auth/verify/keys"));
    ECKey key = keys.getKeyByKeyId(proof.getHeader().getKeyID()).toECKey();

    assertThat(proof.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(keys.toString()).doesNotContain("\"d\"");
    JWTClaimsSet claims = proof.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(server.api().toString());
    assertThat(claims.getStringClaim("phone_number")).isEqualTo("+12025550105");
    assertThat(claims.getBooleanClaim("phone_number_verified")).isTrue();
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(claims.getIssueTime().toInstant().plus(Proofs.TTL));
    assertThat(check("+12025550105", "123456").body()).doesNotContain("proof");
  }

  @Test
  void one_key_sends_one_code_and_gives_one_handle() {
    String body = "{\"phone\":\"+12025550106\"}";
    String first = api.post("/api/auth/verify/start", body, "Idempotency-Key", "k1").body();
    assertThat(api.post("/api/auth/verify/start", body, "Idempotency-Key", "k1").body())
        .isEqualTo(first);
    assertThat(
            api.post(
                    "/api/auth/verify/start",
                    "{\"phone\":\"+12025550107\"}",
                    "Idempotency-Key",
                    "k1")
                .body())
        .contains("\"idempotency_conflict\"");
    assertThat(new TestClient(server.operations()).text("/metrics"))
        .contains("switchboard_outbox_sends_total{plugin=\"verify\",outcome=\"repeated\"} 1");
  }

  @Test
  void what_is_malformed_is_a_problem_that_names_the_field() {
    HttpResponse<String> answer =
        api.post("/api/auth/verify/start", "{\"phone\":\"2025550101\",\"channel\":\"sms\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains("\"ok\":false", "\"code\":\"phone_invalid\"", "\"field\":\"phone\"")
        .doesNotContain("2025550101");
  }

  @Test
  void both_routes_are_in_the_openapi_document() {
    assertThat(api.text("/openapi.yaml"))
        .contains("/api/auth/verify/start:", "/api/auth/verify/check:");
  }

  /** Starts, and remembers the handle for the checks that follow. */
  private void start(String phone, String channel) {
    HttpResponse<String> answer =
        api.post(
            "/api/auth/verify/start",
            "{\"phone\":\"%s\",\"channel\":\"%s\"}".formatted(phone, channel));
    assertThat(answer.statusCode()).isEqualTo(200);
    handles.put(phone, answer.body().replaceAll(".*\"handle\":\"([^\"]+)\".*", "$1"));
  }

  private HttpResponse<String> check(String phone, String code) {
    return api.post(
        "/api/auth/verify/check",
        "{\"phone\":\"%s\",\"code\":\"%s\",\"handle\":\"%s\"}"
            .formatted(phone, code, handles.getOrDefault(phone, "none")));
  }

  private long checksThatReachedTwilio() {
    Matcher sample =
        Pattern.compile("(?m)^switchboard_verify_checks_total\\{.*} (\\d+)")
            .matcher(new TestClient(server.operations()).text("/metrics"));
    return sample.results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
  }

  private static void assertJson(HttpResponse<String> answer, String expected) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    // Handle and proof are new each time; separate tests check them.
    assertThat(answer.body().replaceAll(",\"(handle|proof)\":\"[^\"]{43,}\"", ""))
        .isEqualTo(expected.replace('\'', '"'));
  }
}
