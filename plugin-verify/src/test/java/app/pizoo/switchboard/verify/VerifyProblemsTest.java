package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Failures over real HTTP that other tests have no reason to provoke. */
class VerifyProblemsTest {
  private static final String PHONE = "+12025550123";

  /** Twilio has too many calls of the account to place. */
  private static final Faults.Answer BUSY = new Faults.Answer(429, 10004, OptionalInt.empty());

  @AutoClose
  private final TestServer server =
      TestServer.development().box().plugin(new VerifyPlugin()).start();

  private final TestClient api = server.client();

  private HttpResponse<String> start() {
    return api.post("/api/auth/verify/start", "{\"phone\":\"" + PHONE + "\"}");
  }

  private HttpResponse<String> check(String phone, String code, String handle) {
    return api.post(
        "/api/auth/verify/check",
        "{\"phone\":\"%s\",\"code\":\"%s\",\"handle\":\"%s\"}".formatted(phone, code, handle));
  }

  private static String handle(HttpResponse<String> started) {
    assertThat(started.statusCode()).isEqualTo(200);
    return TestClient.object(started).getString("handle");
  }

  @Test
  void when_all_checks_are_used_at_twilio_a_start_says_when_the_code_has_expired() {
    server
        .box()
        .faults()
        .add("POST */Verifications", 1, new Faults.Answer(429, 60202, OptionalInt.empty()));
    HttpResponse<String> refused = start();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("\"too_many_attempts\"");
    assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(600);
  }

  @Test
  void when_twilio_is_busy_nothing_is_sent_or_checked() {
    server.box().faults().add("POST */Verifications", 1, BUSY);
    assertBusy(start());
    String handle = handle(start());
    server.box().faults().add("POST */VerificationCheck", 1, BUSY);
    assertBusy(check(PHONE, "123456", handle));
    assertThat(check(PHONE, "123456", handle).body()).contains("\"verified\":true");
  }

  private static void assertBusy(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("\"provider_busy\"");
    assertThat(response.headers().firstValueAsLong("Retry-After")).isPresent();
  }

  @Test
  void what_is_no_number_cannot_be_verified() {
    HttpResponse<String> refused = check("2025550123", "123456", "x");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"phone_invalid\"", "\"field\":\"phone\"");
  }

  @Test
  void while_the_database_is_lost_nothing_is_verified_and_the_keys_are_still_published() {
    String handle = handle(start());
    server.loseDatabase();
    for (HttpResponse<String> response : List.of(start(), check(PHONE, "123456", handle))) {
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).contains("\"provider_unavailable\"");
    }
    assertThat(api.get("/api/auth/verify/keys").statusCode()).isEqualTo(200);
    server.restoreDatabase();
    assertThat(check(PHONE, "123456", handle).body()).contains("\"verified\":true");
  }

  @Test
  void a_file_that_the_component_does_not_have_is_not_found() {
    HttpResponse<String> missing = api.get("/ui/verify/missing.js");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("\"not_found\"");
  }
}
