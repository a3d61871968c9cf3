package app.pizoo.switchboard.sms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SmsSendTest {
  private static final String ALICE = "+12025550123";
  private static final String HELLO = "{'to':'+12025550123','body':'Hello'}";

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_message_is_answered_as_the_contract_says() {
    assertThat(send(HELLO))
        .isEqualTo(
            "{'ok':true,'sid':'%s','status':'queued','to':'+12025550123'}"
                .formatted(sid())
                .replace('\'', '"'));
  }

  @Test
  void it_goes_out_from_the_number_and_reports_back_to_the_public_address() {
    send(HELLO);

    assertThat(form())
        .containsEntry("To", List.of("+12025550123"))
        .containsEntry("From", List.of(fixture.box.account().from()))
        .containsEntry("Body", List.of("Hello"))
        .hasEntrySatisfying(
            "StatusCallback",
            address ->
                assertThat(address)
                    .singleElement()
                    .asString()
                    .matches("https://app\\.example/api/twilio/sms/status\\?entry=[0-9a-f]{32}"));
  }

  @Test
  void a_messaging_service_picks_the_number_by_itself() {
    String service = "MG" + "1".repeat(32);
    send(fixture.routes(new Sender.MessagingService(service)), HELLO);

    assertThat(form())
        .containsEntry("MessagingServiceSid", List.of(service))
        .doesNotContainKey("From");
  }

  @Test
  void its_state_is_remembered_without_text_and_whole_number() {
    send(HELLO);

    assertThat(fixture.status(sid())).contains("queued");
    assertThat(row()).doesNotContain("2025550123", "Hello");
  }

  @Test
  void a_body_may_have_1600_characters_and_no_more() {
    send("{'to':'+12025550123','body':'%s'}".formatted("ü".repeat(1600)));

    Problem problem = refused("{'to':'+12025550123','body':'%s'}".formatted("ü".repeat(1601)));
    assertThat(problem.field()).contains("body");
    assertThat(fixture.box.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'body':'x'} | request_invalid | to",
        "{'to':'2025550123','body':'x'} | phone_invalid | to",
        "{'to':'+12025550123'} | request_invalid | body",
        "{'to':'+12025550123','body':''} | request_invalid | body",
        "{'to':'+12025550123','body':7} | request_invalid | body",
        "{'to':'+4915112345678','body':'x'} | country_not_supported | to",
      })
  void what_cannot_be_sent_names_its_field_and_counts_nowhere(
      String body, String code, String field) {
    Problem problem = refused(body);

    assertThat(problem.code().code()).isEqualTo(code);
    assertThat(problem.field()).contains(field);
    assertThat(fixture.uses).isEmpty();
    assertThat(fixture.box.requests()).isEmpty();
  }

  @Test
  void messages_count_by_recipient_and_in_all() {
    send(HELLO);

    assertThat(fixture.uses)
        .extracting(use -> use.rule().name() + ' ' + use.key())
        .containsExactly(
            "sms.send.recipient.hour +12025550123",
            "sms.send.recipient.day +12025550123",
            "sms.send.budget.hour all",
            "sms.send.budget.day all");
  }

  @Test
  void an_opt_out_that_only_twilio_knew_of_is_remembered() {
    fixture.box.sendMessage(ALICE, "STOP");
    assertThat(refused(HELLO).code()).isEqualTo(TwilioProblemCodes.DESTINATION_UNAVAILABLE);

    fixture.box.sendMessage(ALICE, "START");
    assertThat(refused(HELLO).code()).isEqualTo(TwilioProblemCodes.DESTINATION_UNAVAILABLE);
    assertThat(fixture.box.requests()).hasSize(1);
  }

  static List<Faults.Fault> withoutAnswer() {
    return List.of(new Faults.CutBefore(), new Faults.CutWithin());
  }

  @ParameterizedTest
  @MethodSource("withoutAnswer")
  void a_send_without_answer_is_not_repeated(Faults.Fault fault) {
    fixture.box.faults().add(ALICE, 1, fault);

    assertThat(refused(HELLO).code()).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(fixture.box.requests()).hasSize(1);
  }

  private Problem refused(String body) {
    return catchThrowableOfType(Problem.class, () -> send(body));
  }

  private String send(String body) {
    return send(fixture.routes(), body);
  }

  private static String send(SmsRoutes routes, String body) {
    return routes
        .send(
            Request.of("POST", "http://127.0.0.1/api/twilio/sms/send")
                .withBody("application/json", body.replace('\'', '"').getBytes(UTF_8)))
        .text();
  }

  private Map<String, List<String>> form() {
    return fixture.box.requests().getFirst().form();
  }

  private String sid() {
    return fixture.box.mailbox(ALICE).getFirst().sid();
  }

  private String row() {
    return fixture
        .database
        .query(
            "SELECT sid, recipient, masked FROM sms_messages",
            row -> row.getString(1) + row.getString(2) + row.getString(3))
        .getFirst();
  }
}
