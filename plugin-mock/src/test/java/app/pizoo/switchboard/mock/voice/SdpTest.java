package app.pizoo.switchboard.mock.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpTest {
  private static final String EVENTS = "a=rtpmap:126 telephone-event/8000\r\n";

  @Test
  void telephone_events_are_taken_out_of_types_and_attributes() {
    String sdp =
        "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 126\r\na=rtpmap:111 opus/48000/2\r\n"
            + EVENTS
            + "a=fmtp:126 0-15\r\n";
    assertThat(Sdp.withoutTelephoneEvents(sdp))
        .isEqualTo("v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"m=audio ", "m=audio 9", "m=audio 9 UDP/TLS/RTP/SAVPF"})
  void a_line_that_is_too_short_is_passed_on_as_it_is(String line) {
    String sdp = "v=0\r\n" + line + "\r\n";
    assertThat(Sdp.isOne(sdp + "m=audio ")).isTrue();
    assertThat(Sdp.withoutTelephoneEvents(sdp + EVENTS)).contains(line + "\r\n");
  }
}
