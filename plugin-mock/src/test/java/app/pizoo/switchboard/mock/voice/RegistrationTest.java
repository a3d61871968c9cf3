package app.pizoo.switchboard.mock.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.fault.Faults;
import com.twilio.jwt.accesstoken.VoiceGrant;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class RegistrationTest {
  private final VoiceSignalingFixture fixture = new VoiceSignalingFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_good_token_is_greeted_with_its_identity_and_the_time_it_has_left() throws Exception {
    String token = Browser.token("alice", 3600);
    fixture.clock.advance(Duration.ofMinutes(50));
    JsonObject greeting =
        fixture.connect().send("listen", Map.of("token", token)).next("connected");
    assertThat(greeting.getJsonObject("token").getString("identity")).isEqualTo("alice");
    assertThat(greeting.getJsonObject("token").getInt("ttl")).isBetween(590, 660);
    assertThat(greeting.getString("edge")).isEqualTo("ashburn");
  }

  @Test
  void expired_and_invalid_tokens_have_different_codes() throws Exception {
    String token = Browser.token("alice", 60);
    fixture.clock.advance(Duration.ofMinutes(3));
    Browser browser = fixture.connect();
    assertThat(browser.send("listen", Map.of("token", token)).nextError()).isEqualTo(31205);
    assertThat(browser.send("listen", Map.of("token", token + "A")).nextError()).isEqualTo(31202);
    assertThat(browser.send("listen", Map.of("token", "nonsense")).nextError()).isEqualTo(31204);
    String endless = Browser.token("alice", 90_000);
    assertThat(browser.send("listen", Map.of("token", endless)).nextError()).isEqualTo(31207);
    String strange = Browser.token("not for voice", 3600);
    assertThat(browser.send("listen", Map.of("token", strange)).nextError()).isEqualTo(31204);
  }

  @Test
  void nobody_registers_or_calls_before_the_token_was_seen() throws Exception {
    Browser browser = fixture.connect();
    browser.send("register", Map.of("media", Map.of("audio", true)));
    assertThat(browser.nextError()).isEqualTo(31204);
    assertThat(browser.invite("TJ1", "To=bob").nextError()).isEqualTo(31204);
  }

  @Test
  void a_token_without_incoming_calls_does_not_register() throws Exception {
    Browser browser = fixture.connect();
    String token = Browser.token("alice", 3600, new VoiceGrant());
    browser.send("listen", Map.of("token", token)).next("connected");
    browser.send("register", Map.of("media", Map.of("audio", true)));
    assertThat(browser.nextError()).isEqualTo(31204);
    assertThat(fixture.devices.identities()).isEmpty();
  }

  @Test
  void a_device_is_called_from_ready_until_offline() throws Exception {
    Browser browser = fixture.registered("alice");
    assertThat(fixture.devices.of("alice")).hasSize(1);
    browser.send("register", Map.of("media", Map.of("audio", false))).next("offline");
    assertThat(fixture.devices.of("alice")).isEmpty();
  }

  @Test
  void an_expired_token_is_reported_and_a_new_one_registers_again() throws Exception {
    Browser browser = fixture.connect().register(Browser.token("alice", 60));
    fixture.clock.advance(Duration.ofMinutes(3));
    assertThat(browser.nextError()).isEqualTo(31205);
    assertThat(fixture.devices.of("alice")).isEmpty();
    browser.send("listen", Map.of("token", Browser.token("alice", 3600))).next("connected");
    Eventually.isTrue("registered again", () -> fixture.devices.of("alice").size() == 1);
  }

  @Test
  void a_token_that_was_refreshed_in_time_does_not_end() throws Exception {
    Browser browser = fixture.connect().register(Browser.token("alice", 60));
    browser.send("listen", Map.of("token", Browser.token("alice", 3600))).next("connected");
    fixture.clock.advance(Duration.ofMinutes(3));
    browser.send("register", Map.of("media", Map.of("audio", true))).next("ready");
    assertThat(fixture.devices.of("alice")).hasSize(1);
  }

  @Test
  void the_ten_latest_devices_of_an_identity_can_be_called() throws Exception {
    for (int i = 0; i < 12; i++) {
      fixture.registered("alice");
    }
    assertThat(fixture.devices.of("alice")).hasSize(10);
  }

  @Test
  void a_connection_that_breaks_takes_its_device_along() throws Exception {
    fixture.registered("alice").breakOff();
    fixture.await(() -> fixture.devices.of("alice").isEmpty());
  }

  @Test
  void a_fault_cuts_the_connections_of_an_identity_without_goodbye() throws Exception {
    Browser alice = fixture.registered("alice");
    Browser bob = fixture.registered("bob");
    fixture.faults.add("client:alice", 1, new Faults.CutSocket());
    assertThat(alice.nextText()).isIn("broken", "closed 1006");
    assertThat(fixture.faults.active()).isEmpty();
    bob.send("register", Map.of("media", Map.of("audio", true))).next("ready");
  }

  @Test
  void a_quiet_connection_is_kept_alive_from_both_sides() throws Exception {
    Browser browser = fixture.registered("alice");
    assertThat(browser.nextRaw()).isEqualTo(Frame.HEARTBEAT);
    browser.sendText(Frame.HEARTBEAT);
    browser.send("register", Map.of("media", Map.of("audio", true))).next("ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "no json", "{\"type\":7}", "{\"type\":\"dance\"}"})
  void what_is_no_message_is_refused_and_the_connection_stays(String text) throws Exception {
    Browser browser = fixture.connect();
    assertThat(browser.sendText(text).nextError()).isEqualTo(31100);
    browser.register(Browser.token("alice", 3600));
  }

  @Test
  void a_message_longer_than_any_honest_one_is_refused() throws Exception {
    String endless = "{\"type\":\"listen\",\"x\":\"" + "x".repeat(70_000) + "\"}";
    assertThat(fixture.connect().sendText(endless).nextError()).isEqualTo(31100);
  }
}
