package app.pizoo.switchboard.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.PostgresServer;
import app.pizoo.switchboard.testing.TestServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class VoiceStorageFailureTest {
  @Test
  void tokens_go_on_while_the_database_is_lost_and_callbacks_are_not_acknowledged() {
    PostgresServer server = PostgresServer.running();
    String url = server.newDatabase();
    Map<String, String> event = Map.of("CallSid", "CA" + "0".repeat(32), "CallStatus", "ringing");
    String status = "/api/twilio/voice/status";
    try (VoiceFixture voice =
        new VoiceFixture(
            TestServer.production().set("SWITCHBOARD_DATABASE_URL", url),
            "SWITCHBOARD_LIMITS",
            "block")) {
      server.lose(url);
      assertThat(voice.token("alice", "{}").statusCode()).isEqualTo(200);
      // Both wait for the database as long as they may.
      CompletableFuture<String> call =
          CompletableFuture.supplyAsync(() -> voice.call("client:alice", "bob"));
      assertThat(voice.webhook(status, event).statusCode()).isEqualTo(503);
      assertThat(call.join()).contains("<Reject");
      server.restore(url);
      assertThat(voice.webhook(status, event).statusCode()).isEqualTo(204);
      assertThat(voice.call("client:alice", "bob")).contains("<Dial");
    }
  }
}
