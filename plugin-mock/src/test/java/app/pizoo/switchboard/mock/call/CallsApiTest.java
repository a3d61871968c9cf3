package app.pizoo.switchboard.mock.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.pizoo.switchboard.mock.BoxInternals;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.testing.BoxTwilioClient;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.call.Recording;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsApiTest {
  private static final String PHONE = "+14155550123";

  private final TwilioBox box =
      TwilioBox.builder().clock(BoxClock.manual(Instant.parse("2026-11-24T10:20:00Z"))).start();
  private final TwilioRestClient twilio = BoxTwilioClient.of(box);
  private final String from = box.account().from();

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void a_call_is_made_and_canceled_before_it_is_answered() {
    Call call = call(PHONE, from);
    assertThat(call.getStatus()).isEqualTo(Call.Status.QUEUED);
    assertThat(end(call, Call.UpdateStatus.CANCELED).getStatus()).isEqualTo(Call.Status.CANCELED);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> end(call, Call.UpdateStatus.COMPLETED))
        .satisfies(error -> assertThat(error.getCode()).isEqualTo(21220));
  }

  @Test
  void an_answered_call_is_completed_with_its_duration() {
    Call call = answered();
    box.clock().advance(Duration.ofSeconds(42));
    Call over = end(call, Call.UpdateStatus.COMPLETED);
    assertThat(over.getStatus()).isEqualTo(Call.Status.COMPLETED);
    assertThat(over.getDuration()).isEqualTo("42");
  }

  @Test
  void the_first_final_state_stays() {
    Call call = answered();
    var record = BoxInternals.calls(box).find(call.getSid()).orElseThrow();
    assertThat(
            BoxInternals.calls(box)
                .become(record, app.pizoo.switchboard.mock.call.Call.Status.BUSY))
        .isTrue();
    assertThat(
            BoxInternals.calls(box)
                .become(record, app.pizoo.switchboard.mock.call.Call.Status.COMPLETED))
        .isFalse();
    assertThat(Call.fetcher(call.getSid()).fetch(twilio).getStatus()).isEqualTo(Call.Status.BUSY);
  }

  @ParameterizedTest
  @CsvSource({
    "+15005550001, +12025550100, 21217",
    "+15005550002, +12025550100, 21214",
    "+15005550003, +12025550100, 21215",
    "+15005550004, +12025550100, 21216",
    "+14155550123, +15005550001, 21212",
    "+14155550123, +14155559999, 21210"
  })
  void a_call_that_cannot_be_made_is_refused(String to, String caller, int code) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> call(to, caller))
        .satisfies(error -> assertThat(error.getCode()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource({"'', audio/x-wav, RIFF", ".wav, audio/x-wav, RIFF", ".mp3, audio/mpeg, "})
  void a_finished_recording_can_be_heard(String ending, String type, String head) throws Exception {
    Call call = answered();
    Recording recording = Recording.creator(call.getSid()).create(twilio);
    assertThat(media(recording, ending).statusCode()).isEqualTo(404);
    box.clock().advance(Duration.ofSeconds(3));
    Recording.updater(call.getSid(), recording.getSid(), Recording.Status.STOPPED).update(twilio);
    HttpResponse<byte[]> sound = media(recording, ending);
    assertThat(sound.headers().firstValue("Content-Type")).contains(type);
    String start = head == null ? "ÿû" : head;
    assertThat(new String(sound.body(), StandardCharsets.ISO_8859_1)).startsWith(start);
  }

  private HttpResponse<byte[]> media(Recording recording, String ending) throws Exception {
    String pair = box.account().accountSid() + ":" + box.account().authToken();
    String path =
        "/2010-04-01/Accounts/" + box.account().accountSid() + "/Recordings/" + recording.getSid();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(box.address() + path + ending))
              .header(
                  "Authorization",
                  "Basic "
                      + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private Call answered() {
    Call call = call(PHONE, from);
    box.clock().advance(Duration.ofSeconds(1));
    return call;
  }

  private Call call(String to, String caller) {
    return Call.creator(
            new PhoneNumber(to),
            new PhoneNumber(caller),
            new Twiml("<Response><Pause length='600'/></Response>"))
        .create(twilio);
  }

  private Call end(Call call, Call.UpdateStatus status) {
    return Call.updater(call.getSid()).setStatus(status).update(twilio);
  }
}
