package app.pizoo.switchboard.sms;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Requirement.Kind;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class SmsPluginTest {

  @Test
  void a_sender_is_demanded_always_and_countries_and_public_address_in_production() {
    assertThat(new SmsPlugin().requirements())
        .flatExtracting(need -> need.names().stream().map(name -> pair(need, name)).toList())
        .containsExactlyInAnyOrder(
            Tuple.tuple(Kind.ANY, "TWILIO_FROM"),
            Tuple.tuple(Kind.ANY, "TWILIO_MESSAGING_SERVICE_SID"),
            Tuple.tuple(Kind.ALL_IN_PRODUCTION, "SWITCHBOARD_COUNTRIES"),
            Tuple.tuple(Kind.ALL_IN_PRODUCTION, "SWITCHBOARD_PUBLIC_URL"));
  }

  private static Tuple pair(Requirement need, String name) {
    return Tuple.tuple(need.kind(), name);
  }
}
