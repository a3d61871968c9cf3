package app.pizoo.switchboard.mock.requestlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.testing.BoxTwilioClient;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.lookups.v2.PhoneNumber;
import com.twilio.rest.verify.v2.service.Verification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log of requests to the emulated REST API. */
class RequestLogTest {
  private static final String PHONE = "+14155550123";

  private final TwilioBox box = TwilioBox.start(0);
  private final TwilioRestClient client = BoxTwilioClient.of(box);

  @AfterEach
  void close() {
    box.close();
  }

  private Verification start() {
    return Verification.creator(box.account().verifyServiceSid(), PHONE, "sms").create(client);
  }

  @Test
  void requests_are_logged_with_the_status_of_the_response() {
    start();
    PhoneNumber.fetcher(PHONE).setFields("line_type_intelligence").fetch(client);

    assertThat(box.requests())
        .satisfiesExactly(
            lookup -> {
              assertThat(lookup.method()).isEqualTo("GET");
              assertThat(lookup.path()).startsWith("/v2/PhoneNumbers/");
              assertThat(lookup.query()).containsEntry("Fields", List.of("line_type_intelligence"));
              assertThat(lookup.form()).isEmpty();
              assertThat(lookup.status()).hasValue(200);
            },
            start -> {
              assertThat(start.method()).isEqualTo("POST");
              assertThat(start.path())
                  .isEqualTo("/v2/Services/" + box.account().verifyServiceSid() + "/Verifications");
              assertThat(start.form())
                  .containsEntry("To", List.of(PHONE))
                  .containsEntry("Channel", List.of("sms"));
              assertThat(start.status()).hasValue(201);
            });
    assertThat(box.requests()).allSatisfy(request -> assertThat(request.concurrent()).isEqualTo(1));
  }

  @Test
  void what_is_refused_is_remembered_and_what_is_not_twilios_is_not() throws Exception {
    assertThatThrownBy(() -> Message.fetcher("SM" + "0".repeat(32)).fetch(client))
        .isInstanceOf(ApiException.class);
    TwilioRestClient stranger =
        BoxTwilioClient.of(box, box.account().accountSid(), "wrong".repeat(8));
    assertThatThrownBy(() -> Message.fetcher("SM" + "0".repeat(32)).fetch(stranger))
        .isInstanceOf(ApiException.class);
    get("/box/account");

    assertThat(box.requests())
        .extracting(request -> request.status().orElse(0))
        .containsExactly(401, 404);
  }

  @Test
  void concurrent_requests_are_counted_and_have_no_status_yet() throws Exception {
    box.faults().add(PHONE, 1, new Faults.Delay(Duration.ofMinutes(5)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Verification> late = threads.submit(this::start);
      Eventually.isTrue("under way", () -> box.requests().size() == 1);
      start();

      assertThat(box.requests())
          .extracting(RestRequest::concurrent, request -> request.status().orElse(0))
          .containsExactly(tuple(2, 201), tuple(1, 0));
      box.faults().clear();
      late.get();
    }
    start();
    assertThat(box.requests())
        .extracting(RestRequest::concurrent, request -> request.status().orElse(0))
        .containsExactly(tuple(1, 201), tuple(2, 201), tuple(1, 201));
  }

  @Test
  void other_programs_read_them_as_json() throws Exception {
    start();
    box.faults().add(PHONE, 1, new Faults.CutBefore());
    assertThatThrownBy(this::start).isInstanceOf(RuntimeException.class);

    assertThat(get("/box/requests"))
        .startsWith("{\"requests\":[{\"host\":null,\"method\":\"POST\",\"path\":\"/v2/Services/")
        .contains("\"query\":{},\"form\":{", "\"To\":[\"+14155550123\"]", "\"Channel\":[\"sms\"]")
        .contains("\"status\":null,\"at_once\":1}")
        .endsWith("\"status\":201,\"at_once\":1}],\"refused_webhooks\":[]}")
        .doesNotContain(box.account().apiKeySecret());
  }

  @Test
  void a_webhook_that_was_refused_is_listed_with_the_reason() throws Exception {
    Message.creator(
            new com.twilio.type.PhoneNumber(PHONE),
            new com.twilio.type.PhoneNumber(box.account().from()),
            "hello")
        .setStatusCallback(URI.create("http://169.254.169.254/sms"))
        .create(client);
    Eventually.isTrue("a refusal", () -> !get("/box/requests").endsWith("[]}"));
    assertThat(get("/box/requests"))
        .contains(
            "\"url\":\"http://169.254.169.254/sms\",\"reason\":\"169.254.169.254"
                + " (169.254.169.254) is not on loopback; SWITCHBOARD_BOX_WEBHOOK_HOSTS=any allows"
                + " other hosts\"}");
  }

  private String get(String path) throws IOException, InterruptedException {
    try (HttpClient plain = HttpClient.newHttpClient()) {
      URI address = box.address().resolve(path);
      return plain.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
  }
}
