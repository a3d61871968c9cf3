package app.pizoo.switchboard.sms;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.PostgresServer;
import app.pizoo.switchboard.mock.BoxDevService;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.mailbox.ReceivedMessage;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.twilio.TwilioService;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two messages of one text whose responses were lost, resolved by two nodes at once. */
class SmsReconciliationTest {
  private final BoxDevService devService = new BoxDevService();
  private final MovableClock clock = MovableClock.running();

  @Test
  void a_message_that_is_being_recorded_for_one_entry_does_not_resolve_another() throws Exception {
    String url = PostgresServer.running().newDatabase();
    try (TestServer server =
            TestServer.development()
                .set("SWITCHBOARD_BOX_PORT", "0")
                .set("SWITCHBOARD_DATABASE_URL", url)
                .clock(clock)
                .plugin(new SmsPlugin())
                .service(new TwilioService())
                .devService(devService)
                .start();
        Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      devService.box().faults().add("/api/twilio/sms/status", 100, new Faults.Lose());
      devService.box().faults().add("POST /2010-04-01/*", 2, new Faults.CutWithin());
      assertThat(send(server, "key 1").statusCode()).isEqualTo(503);
      String first = devService.box().mailbox("+12025550123").getFirst().sid();
      assertThat(send(server, "key 2").statusCode()).isEqualTo(503);
      devService.box().awaitIdle();

      // Another node handles the callback of the first.
      other.setAutoCommit(false);
      long now = clock.millis();
      statement.executeUpdate(
          "INSERT INTO sms_messages (sid, recipient, masked, status, status_rank, error_code,"
              + " sent_at, updated_at) VALUES ('%s', '', '', 'sent', 9, '', %d, %d)"
                  .formatted(first, now, now));
      statement.executeUpdate(
          "UPDATE switchboard_outbox SET state = 'SENT', result = '%s sent'".formatted(first)
              + " WHERE begun_at = (SELECT min(begun_at) FROM switchboard_outbox)");
      clock.forward(Duration.ofSeconds(70));
      CompletableFuture<Void> scheduledTasks =
          CompletableFuture.runAsync(server::runScheduledTasks);
      Eventually.isTrue("both want the message", () -> waits(url));
      other.commit();
      scheduledTasks.join();
      server.runScheduledTasks();

      assertThat(Set.of(sid(send(server, "key 1")), sid(send(server, "key 2"))))
          .isEqualTo(
              Set.copyOf(
                  devService.box().mailbox("+12025550123").stream()
                      .map(ReceivedMessage::sid)
                      .toList()))
          .hasSize(2);
    }
  }

  private static boolean waits(String url) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM"
                    + " pg_stat_activity WHERE datname = current_database()) AND locktype ="
                    + " 'transactionid'")) {
      return rows.next() && rows.getInt(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sid(HttpResponse<String> answer) {
    return answer.body().replaceAll(".*\"sid\":\"(SM\\w+)\".*", "$1");
  }

  private static HttpResponse<String> send(TestServer server, String key) {
    return new TestClient(server.api())
        .post(
            "/api/twilio/sms/send",
            "{\"to\":\"+12025550123\",\"body\":\"Hello\"}",
            "Authorization",
            "Bearer " + server.token("backend", "sms:send"),
            "Idempotency-Key",
            key);
  }
}
