package app.pizoo.switchboard.mock.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioHostTest {
  @ParameterizedTest
  @CsvSource({
    "api.twilio.com,api",
    "API.Twilio.com:443,api",
    "verify.dublin.ie1.twilio.com,verify",
    "voice-js.roaming.twilio.com,voice-js",
    "eventgw.us1.twilio.com,eventgw",
    "global.vss.twilio.com,global",
    "media.twiliocdn.com,media",
  })
  void every_product_edge_and_region_is_twilios(String host, String product) {
    assertThat(TwilioHost.of(host)).map(TwilioHost::product).contains(product);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "twilio.com",
        "eviltwilio.com",
        "api.twilio.com.evil.example",
        "api.twilio.com:80",
        "api.twilio.com.",
        ".twilio.com",
        "-a.twilio.com",
        "a..twilio.com",
        "a b.twilio.com",
        "user@api.twilio.com",
        "127.0.0.1",
        "[::1]:443",
        "localhost",
      })
  void nothing_else_is(String host) {
    assertThat(TwilioHost.of(host)).isEmpty();
  }

  @Test
  void a_name_is_no_longer_than_dns_allows() {
    assertThat(TwilioHost.of("a.".repeat(121) + "twilio.com")).isPresent();
    assertThat(TwilioHost.of("a.".repeat(122) + "twilio.com")).isEmpty();
    assertThat(TwilioHost.of("a".repeat(64) + ".twilio.com")).isEmpty();
  }
}
