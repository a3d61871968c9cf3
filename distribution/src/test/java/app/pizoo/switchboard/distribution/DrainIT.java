package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningBox;
import app.pizoo.switchboard.testing.RunningServer;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graceful shutdown: SIGTERM arrives while the server waits for Twilio's response. */
class DrainIT {
  private static final String TO = "+14155552671";

  @TempDir Path folder;

  @Test
  void a_request_in_flight_is_answered_before_the_server_ends() throws Exception {
    Installation product = Installation.in(folder.resolve("product"));
    try (RunningBox box = RunningBox.start(product);
        RunningServer server = product.with(box, "http://127.0.0.1:1").start("serve")) {
      assertThat(server.get(server.ready()).statusCode()).isEqualTo(200);
      String token = server.token("backend", "--scope", "sms:send");
      // Longer than the test needs, and less than Twilio is waited for.
      box.fault("{\"where\":\"%s\",\"kind\":\"delay\",\"milliseconds\":9000}".formatted(TO));
      CompletableFuture<HttpResponse<String>> sent =
          server.postLater(
              "/api/twilio/sms/send",
              "{\"to\":\"%s\",\"body\":\"Hello\"}".formatted(TO),
              Map.of("Authorization", "Bearer " + token));
      Eventually.isTrue("the message is on its way", () -> !box.requests().isEmpty());

      server.process().destroy();
      Eventually.isTrue("not ready", () -> server.get(server.ready()).statusCode() != 200);
      assertThat(sent).isNotDone();
      assertThat(server.process().isAlive()).isTrue();

      box.endAll();
      HttpResponse<String> answered = sent.get(3, TimeUnit.MINUTES);
      assertThat(answered.statusCode()).isEqualTo(200);
      assertThat(box.inbox(TO))
          .extracting((JsonObject message) -> message.getString("sid"))
          .containsExactly(RunningServer.json(answered).getString("sid"));
      assertThat(server.process().waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(server.process().exitValue()).isZero();
    }
  }
}
