package app.pizoo.switchboard.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.phone.Phone;
import app.pizoo.switchboard.testing.TestServer;
import jakarta.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole calls: browsers and phones, the box that carries them, and the server that decides. */
class VoiceCallsTest {
  private static final String PHONE = "+12025550199";

  private VoiceFixture server =
      VoiceFixture.development(
          "SWITCHBOARD_DIAL_COUNTRIES", "US", "SWITCHBOARD_INBOUND_IDENTITY", "front desk");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void two_users_talk_and_the_server_follows_the_call() throws Exception {
    BrowserTab alice = BrowserTab.open(server, "alice");
    BrowserTab bob = BrowserTab.open(server, "bob");
    alice.calls("bob", Map.of("topic", "cats & dogs", "callerIdentity", "the boss"));
    JsonObject parameters = bob.next("invite").getJsonObject("parameters");
    assertThat(parameters.getString("From")).isEqualTo("client:alice");
    assertThat(URLDecoder.decode(parameters.getString("Params"), StandardCharsets.UTF_8))
        .contains("topic=cats & dogs", "callerIdentity=alice")
        .doesNotContain("the boss", "switchboardPass");
    alice.next("ringing");
    bob.answers();
    assertThat(alice.next("answer").getString("sdp")).isEqualTo(bob.sdp());
    server.resolve();
    assertThat(server.states("in-progress")).isEqualTo(1);
    alice.hangsUp();
    bob.next("hangup");
    server.resolve();
    assertThat(server.states("initiated")).isEqualTo(1);
    assertThat(server.states("ringing")).isEqualTo(1);
    assertThat(server.states("completed")).as("both legs").isEqualTo(2);
  }

  @Test
  void a_caller_learns_that_the_callee_declined() throws Exception {
    BrowserTab alice = BrowserTab.open(server, "alice");
    BrowserTab bob = BrowserTab.open(server, "bob");
    alice.calls("bob", Map.of());
    bob.next("invite");
    bob.declines();
    assertThat(alice.hangupCode()).isEqualTo(31603);
    server.resolve();
    assertThat(server.states("busy")).isEqualTo(2);
  }

  @Test
  void a_caller_learns_that_the_callee_is_not_there_or_does_not_answer() throws Exception {
    BrowserTab alice = BrowserTab.open(server, "alice");
    alice.calls("bob", Map.of());
    assertThat(alice.hangupCode()).isEqualTo(31404);
    BrowserTab bob = BrowserTab.open(server, "bob");
    alice.calls("bob", Map.of());
    bob.next("invite");
    server.advance(30);
    assertThat(alice.hangupCode()).isEqualTo(31480);
    bob.next("cancel");
  }

  @Test
  void a_call_that_the_server_refuses_never_rings() throws Exception {
    BrowserTab alice = BrowserTab.open(server, "alice");
    alice.calls("alice", Map.of());
    assertThat(alice.hangupCode()).isEqualTo(31603);
    alice.calls("+442079460123", Map.of());
    assertThat(alice.hangupCode()).isEqualTo(31603);
    assertThat(server.phone("+442079460123").callSid()).isEmpty();
  }

  @Test
  void a_user_calls_a_phone_that_sees_the_servers_number() throws Exception {
    BrowserTab alice = BrowserTab.open(server, "alice");
    alice.calls(PHONE, Map.of());
    alice.next("ringing");
    Phone phone = server.phone(PHONE);
    assertThat(phone.caller()).isEqualTo(server.number());
    server.advance(1);
    alice.next("answer");
    server.advance(3600);
    alice.next("hangup");
    assertThat(phone.isTalking()).as("after an hour").isFalse();
  }

  @Test
  void a_phone_reaches_the_configured_user() throws Exception {
    BrowserTab desk = BrowserTab.open(server, "front desk");
    Phone phone = server.phone(PHONE).calls(server.number());
    JsonObject parameters = desk.next("invite").getJsonObject("parameters");
    assertThat(parameters.getString("From")).isEqualTo(PHONE);
    assertThat(phone.isTalking()).isFalse();
    desk.answers();
    // The answer is under way on a socket, which settling does not know.
    Eventually.isTrue(
        "the phone talks",
        () -> {
          server.resolve();
          return phone.isTalking();
        });
    server.advance(5);
    assertThat(phone.isTalking()).isTrue();
    phone.hangsUp();
    desk.next("hangup");
    assertThat(phone.hears()).isEmpty();
  }

  @Test
  void a_phone_that_reaches_no_user_hears_an_apology() {
    Phone phone = server.phone(PHONE).calls(server.number());
    server.resolve();
    assertThat(phone.hears())
        .containsExactly("We are sorry, nobody can take your call right now. Goodbye.");
    server.advance(10);
    assertThat(phone.isTalking()).isFalse();
    assertThat(server.states("no-answer")).isEqualTo(1);
  }

  @Test
  void a_user_without_the_claim_cannot_call() throws Exception {
    server.close();
    server = VoiceFixture.development("SWITCHBOARD_POLICY", "claims");
    BrowserTab alice = BrowserTab.open(server, "alice");
    alice.calls("bob", Map.of("switchboardPass", "made.up"));
    assertThat(alice.hangupCode()).as("the token names no application").isEqualTo(31002);
  }

  @Test
  void in_production_the_sixth_call_to_one_callee_is_refused() throws Exception {
    server.close();
    server = new VoiceFixture(TestServer.production(), "SWITCHBOARD_LIMITS", "block");
    BrowserTab alice = BrowserTab.open(server, "alice");
    for (int call = 0; call < 5; call++) {
      alice.calls("bob", Map.of());
      assertThat(alice.hangupCode()).isEqualTo(31404);
    }
    alice.calls("bob", Map.of());
    assertThat(alice.hangupCode()).isEqualTo(31603);
  }
}
