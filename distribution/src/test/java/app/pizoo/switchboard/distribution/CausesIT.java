package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.PostgresServer;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import app.pizoo.switchboard.testing.SignedForm;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients get one code for all outages; the log, the metrics and readiness name the cause. */
class CausesIT {
  private static final String KEY = "SK" + "0".repeat(32);
  private static final String STATUS = "/api/twilio/sms/status";

  @TempDir Path folder;

  private Installation product() {
    return Installation.in(folder.resolve("product")).forProduction();
  }

  private static HttpResponse<String> send(RunningServer server) throws Exception {
    String token = server.token("backend", "--scope", "sms:send");
    return server.post(
        "/api/twilio/sms/send",
        "{\"to\":\"+12025550123\",\"body\":\"Hello\"}",
        Map.of("Authorization", "Bearer " + token));
  }

  private static String readiness(RunningServer server) throws Exception {
    HttpResponse<String> answer = server.get(server.ready());
    return answer.statusCode() + " " + answer.body();
  }

  private static void assertLogged(RunningServer server, String line, int times) throws Exception {
    assertThat(server.log().lines().filter(logged -> logged.contains(line)))
        .as(line)
        .hasSize(times);
  }

  @Test
  void credentials_that_twilio_refuses() throws Exception {
    try (KeyedTwilio twilio = new KeyedTwilio(KEY, "another secret")) {
      Installation product = product().with("SWITCHBOARD_TWILIO_BASE_URL", twilio.address());
      try (RunningServer server = product.start("serve")) {
        assertThat(send(server).body())
            .contains("provider_unavailable")
            .doesNotContain("redential");
        send(server);
        assertThat(readiness(server))
            .isEqualTo(
                "200 {\"status\":\"UP\",\"causes\":{\"twilio\":\"it refuses the credentials\"}}");
        assertThat(server.count("twilio_requests_total", "outcome=\"credentials\"")).isEqualTo(2);
        assertLogged(server, "Twilio does not work: it refuses the credentials", 1);

        twilio.accept(Set.of(KeyedTwilio.credentials(KEY, "s".repeat(32))));
        assertThat(send(server).statusCode()).isEqualTo(200);
        assertThat(readiness(server)).isEqualTo("200 {\"status\":\"UP\"}");
        assertLogged(server, "Twilio works again", 1);
      }
    }
  }

  @Test
  void twilio_out_of_reach() throws Exception {
    Installation product = product().with("SWITCHBOARD_TWILIO_BASE_URL", "http://127.0.0.1:1");
    try (RunningServer server = product.start("serve")) {
      assertThat(send(server).body()).contains("provider_unavailable");
      assertThat(readiness(server)).contains("200", "\"twilio\":\"it cannot be reached\"");
      assertThat(server.count("twilio_requests_total", "outcome=\"unreachable\"")).isEqualTo(1);
      assertLogged(server, "Twilio does not work: it cannot be reached", 1);
    }
  }

  @Test
  void a_database_that_is_gone_and_back_again() throws Exception {
    String url = PostgresServer.running().newDatabase();
    Installation product = product().with("SWITCHBOARD_DATABASE_URL", url);
    try (RunningServer server = product.start("serve")) {
      assertThat(readiness(server)).isEqualTo("200 {\"status\":\"UP\"}");
      PostgresServer.running().lose(url);
      Eventually.isTrue(
          "unready",
          () ->
              readiness(server)
                  .equals("503 {\"status\":\"DOWN\",\"causes\":{\"database\":\"unavailable\"}}"));
      assertThat(send(server).body()).contains("provider_unavailable");
      PostgresServer.running().restore(url);
      Eventually.isTrue("ready", () -> readiness(server).equals("200 {\"status\":\"UP\"}"));
      Eventually.isTrue(
          "the line",
          () -> readiness(server).startsWith("200") && server.log().contains("available again"));
      assertLogged(server, "the database is unavailable", 1);
      assertLogged(server, "the database is available again", 1);
      assertThat(server.stop()).isZero();
      assertThat(server.log().lines())
          .as("lines of libraries have the product's form")
          .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:.*|\t.*"))
          .anyMatch(line -> line.contains(" WARN PoolBase: "));
    }
  }

  @Test
  void commands_write_lines_of_libraries_in_the_products_form() throws Exception {
    Installation product =
        product()
            .with("SWITCHBOARD_LOG", "json")
            .with("SWITCHBOARD_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/app");
    Installation.Result result = product.run("check");
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err().lines())
        .allMatch(line -> line.matches("\\{.*}|warning: .*|1 problem to fix:|  - .*"));
  }

  @Test
  void webhooks_that_are_refused() throws Exception {
    try (RunningServer server = product().start("serve")) {
      SignedForm form =
          SignedForm.of(
              "f".repeat(32),
              "https://calls.example.com" + STATUS,
              Map.of("MessageSid", "SM" + "1".repeat(32), "MessageStatus", "sent"));
      for (int i = 0; i < 3; i++) {
        assertThat(server.post(STATUS, form.body(), form.headers()).statusCode()).isEqualTo(403);
        assertThat(server.post(STATUS, "", Map.of()).statusCode()).isEqualTo(403);
      }
      for (String reason : List.of("missing", "mismatch")) {
        assertThat(server.count("twilio_webhooks_refused_total", "\"" + reason + "\""))
            .isEqualTo(3);
      }
      assertLogged(server, "a webhook was refused, it has no X-Twilio-Signature", 1);
      assertLogged(server, "fits neither auth token", 1);
      assertThat(server.log()).contains("console: https://calls.example.com" + STATUS);
    }
  }

  @Test
  void a_database_file_that_was_emptied() throws Exception {
    Installation product = product();
    product.start("serve").close();
    Files.write(product.data().resolve("switchboard.db"), new byte[0]);
    for (String command : List.of("check", "serve", "events")) {
      Installation.Result result = product.run(command);
      assertThat(result.exit()).as(command).isEqualTo(4);
      assertThat(result.err()).contains("is empty (0 bytes)");
    }
  }
}
