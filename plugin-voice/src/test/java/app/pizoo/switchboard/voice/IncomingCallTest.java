package app.pizoo.switchboard.voice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.http.Parameters;
import java.net.URLEncoder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IncomingCallTest {

  @Test
  void the_callers_own_fields_go_along_and_twilios_and_ours_do_not() {
    IncomingCall call =
        call(
            "From=client%3Aalice&To=bob&CallSid=CA1&FromCity=X&topic=hello"
                + "&callerIdentity=mallory&switchboardPass=p");

    assertThat(call.fields()).containsOnlyKeys("topic").containsEntry("topic", "hello");
    assertThat(call.ticket()).contains("p");
    assertThat(call.browser()).contains("alice");
  }

  @Test
  void own_fields_are_bounded() {
    String many =
        IntStream.range(0, 50).mapToObj(i -> "f" + i + "=v").collect(Collectors.joining("&"));

    assertThat(call(many).fields()).hasSize(16);
    assertThat(call("f=" + "v".repeat(257)).fields()).isEmpty();
    assertThat(call("f=" + "v".repeat(256)).fields()).hasSize(1);
    assertThat(call(URLEncoder.encode("<f>", UTF_8) + "=v&" + "n".repeat(65) + "=v").fields())
        .isEmpty();
  }

  @Test
  void mapped_names_are_mapped_back_and_other_names_have_no_user() {
    String mapped = VoiceIdentity.encode("alice@example.com");

    assertThat(call("From=client%3A" + mapped).browser()).contains("alice@example.com");
    assertThat(call("From=client%3Au8_0").browser()).isEmpty();
    assertThat(call("From=%2B12025550123").browser()).isEmpty();
  }

  private static IncomingCall call(String form) {
    return IncomingCall.of(Parameters.parse(form, "body"));
  }
}
