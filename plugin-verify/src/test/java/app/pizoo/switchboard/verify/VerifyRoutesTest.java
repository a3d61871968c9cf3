package app.pizoo.switchboard.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.verify.request.AuthMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyRoutesTest {
  private final Fixture fixture = new Fixture();
  private final VerifyRoutes routes = fixture.routes(AuthMode.OPEN);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void start_answers_as_the_contract_says() {
    assertThat(start("{'phone':'+12025550123','channel':'sms'}"))
        .isEqualTo(quoted("{'ok':true,'status':'pending','phone':'+12025550123','channel':'sms'}"));
  }

  @Test
  void the_channel_is_sms_unless_another_is_named() {
    assertThat(start("{'phone':'+12025550123'}")).contains("\"channel\":\"sms\"");
  }

  @Test
  void with_email_the_address_replaces_the_number() {
    assertThat(start("{'email':'a@example.com','channel':'email'}"))
        .isEqualTo(
            quoted("{'ok':true,'status':'pending','email':'a@example.com','channel':'email'}"));
  }

  @Test
  void check_answers_as_the_contract_says() {
    start("{'phone':'+12025550123'}");

    assertThat(check("{'phone':'+12025550123','code':'123456'}"))
        .isEqualTo(quoted("{'ok':true,'verified':true,'phone':'+12025550123'}"));
    assertThat(check("{'phone':'+12025550123','code':'123456'}"))
        .isEqualTo(quoted("{'ok':true,'verified':false,'phone':'+12025550123'}"));
  }

  @Test
  void a_mail_address_is_checked_by_its_own_field() {
    assertThat(check("{'email':'a@example.com','code':'123456'}"))
        .isEqualTo(quoted("{'ok':true,'verified':false,'email':'a@example.com'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'channel':'sms'} | request_invalid | phone",
        "{'phone':'12025550123'} | phone_invalid | phone",
        "{'phone':'+0123456789'} | phone_invalid | phone",
        "{'phone':'+1234567890123456'} | phone_invalid | phone",
        "{'phone':12025550123} | request_invalid | phone",
        "{'phone':'+12025550123','channel':'fax'} | request_invalid | channel",
        "{'phone':'+12025550123','channel':'call'} | request_invalid | channel",
        "{'phone':'+12025550123','channel':'SMS'} | request_invalid | channel",
        "{'phone':'+12025550123','channel':'email'} | request_invalid | email",
        "{'email':'no address','channel':'email'} | request_invalid | email",
        "{'email':'a@example.com'} | request_invalid | phone",
      })
  void what_cannot_be_started_names_its_field_and_counts_nowhere(
      String body, String code, String field) {
    Problem problem = catchThrowableOfType(Problem.class, () -> start(body));

    assertThat(problem.code().code()).isEqualTo(code);
    assertThat(problem.field()).contains(field);
    assertThat(fixture.uses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"123", "12345678901", "12345a", " 123456", "１２３４５６", "-12345"})
  void codes_of_another_form_are_refused_and_count_nowhere(String code) {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> check("{'phone':'+12025550123','code':'%s'}".formatted(code)));

    assertThat(problem.code().code()).isEqualTo("request_invalid");
    assertThat(problem.field()).contains("code");
    assertThat(fixture.uses).isEmpty();
  }

  @Test
  void a_check_names_either_a_number_or_an_address() {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> check("{'phone':'+12025550123','email':'a@example.com','code':'123456'}"));

    assertThat(problem.field()).contains("email");
  }

  @Test
  void all_addresses_of_a_network_prefix_count_as_one() {
    Map<String, String> keys = new HashMap<>();
    int number = 0;
    for (String address :
        new String[] {"192.0.2.1", "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"}) {
      fixture.uses.clear();
      Request request = json("{'phone':'+120255501%02d','code':'123456'}".formatted(number++));
      routes.check(from(request, address));
      fixture.uses.stream()
          .filter(use -> use.rule().name().equals("verify.check.address.burst"))
          .forEach(use -> keys.put(address, use.key()));
    }

    assertThat(keys.get("2001:db8:1:2::1")).isEqualTo(keys.get("2001:db8:1:2:ffff::9"));
    assertThat(Map.copyOf(keys).values().stream().distinct()).hasSize(3);
  }

  @Test
  void neighboring_networks_count_as_one_subnet() {
    Map<String, String> keys = new HashMap<>();
    int number = 0;
    for (String address :
        new String[] {
          "192.0.2.1",
          "192.0.2.254",
          "192.0.3.1",
          "2001:db8:1:2::1",
          "2001:db8:1:3::1",
          "2001:db8:2::1",
          "::ffff:192.0.2.9"
        }) {
      fixture.uses.clear();
      Request request = json("{'phone':'+120255501%02d'}".formatted(number++));
      routes.start(from(request, address));
      fixture.uses.stream()
          .filter(use -> use.rule().name().equals("verify.start.subnet.recipients.day"))
          .forEach(use -> keys.put(address, use.key()));
    }

    assertThat(keys.get("192.0.2.254"))
        .isEqualTo(keys.get("192.0.2.1"))
        .isEqualTo(keys.get("::ffff:192.0.2.9"))
        .isNotEqualTo(keys.get("192.0.3.1"));
    assertThat(keys.get("2001:db8:1:3::1"))
        .isEqualTo(keys.get("2001:db8:1:2::1"))
        .isNotEqualTo(keys.get("2001:db8:2::1"));
  }

  @Test
  void the_openapi_part_names_both_routes() {
    assertThat(VerifyPlugin.description(AuthMode.OPEN).openApi().orElseThrow())
        .contains("/api/auth/verify/start:", "/api/auth/verify/check:");
  }

  @Test
  void the_examples_carry_the_token_that_the_operators_choice_demands() {
    assertThat(examples(AuthMode.OPEN)).hasSize(2).noneMatch(line -> line.contains("token"));
    assertThat(examples(AuthMode.USER))
        .allMatch(line -> line.contains("{switchboard} token user123"));
    assertThat(examples(AuthMode.SERVICE)).allMatch(line -> line.contains("--scope verify"));
  }

  private static List<String> examples(AuthMode access) {
    return VerifyPlugin.description(access).examples();
  }

  private static Request from(Request request, String address) {
    return new Request(
        request.method(),
        request.path(),
        request.url(),
        request.pathParameters(),
        request.headers(),
        request.body(),
        address,
        request.id(),
        request.caller());
  }

  private String start(String body) {
    return lasting(routes.start(json(body)).text());
  }

  private String check(String body) {
    return lasting(routes.check(json(body)).text());
  }

  private static Request json(String body) {
    return Request.of("POST", "http://127.0.0.1/x")
        .withBody("application/json", quoted(body).getBytes(UTF_8));
  }

  /** Handle and proof are new each time; separate tests check them. */
  private static String lasting(String answer) {
    return answer.replaceAll(",\"(handle|proof)\":\"[^\"]+\"", "");
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
