package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import app.pizoo.switchboard.testing.SignedForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator does about the ledger, beside a server that runs. */
class LedgerCommandsIT {
  private static final String PUBLIC = "https://calls.example.com";
  private static final String SUBJECT = "mallory_of_this_test";

  @TempDir Path folder;
  private Installation product;
  private Optional<String> url;

  private RunningServer start(TestDatabase database) throws Exception {
    url = database.newUrl();
    product = Installation.in(folder.resolve("product")).forProduction();
    // No server listens there: requests to Twilio fail.
    product.with("SWITCHBOARD_TWILIO_BASE_URL", "http://127.0.0.1:1");
    url.ifPresent(address -> product.with("SWITCHBOARD_DATABASE_URL", address));
    return product.start("serve");
  }

  private Connection database() throws SQLException {
    return DriverManager.getConnection(
        url.orElse("jdbc:sqlite:" + product.data().resolve("switchboard.db")));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          text.append(row.getString(i)).append(' ');
        }
        rows.add(text.toString().strip());
      }
      return rows;
    }
  }

  private static void postWebhook(RunningServer server, String route, Map<String, String> fields)
      throws Exception {
    SignedForm form = SignedForm.of("0".repeat(32), PUBLIC + route, fields);
    assertThat(server.post(route, form.body(), form.headers()).statusCode()).isBetween(200, 204);
  }

  private String run(String... words) throws Exception {
    Installation.Result result = product.run(words);
    assertThat(result.exit()).as(result.all()).isZero();
    return result.out();
  }

  @ParameterizedTest
  @EnumSource
  void an_event_that_fails_is_listed_and_processed_when_it_is_replayed(TestDatabase database)
      throws Exception {
    try (RunningServer server = start(database)) {
      assertThat(run("events")).contains("There are no dead letters");
      String sid = "SM" + "5".repeat(32);
      execute("ALTER TABLE sms_messages RENAME TO taken_away");
      postWebhook(
          server,
          "/api/twilio/sms/status",
          Map.of("MessageSid", sid, "MessageStatus", "delivered", "To", "+13035550177"));
      assertThat(query("SELECT state FROM switchboard_events")).containsExactly("waiting");
      Eventually.isTrue(
          "its last attempt of half an hour fails",
          () -> {
            // Not once only, since an attempt that was under way writes its own number; and not
            // again at eleven, since that would take the event from the attempt that counts.
            execute(
                "UPDATE switchboard_events SET attempts = 11, due_at = 0"
                    + " WHERE state = 'waiting' AND attempts < 11");
            return query("SELECT state FROM switchboard_events").equals(List.of("dead_letter"));
          });
      // Each command starts a Java process, so each is run once.
      assertThat(run("events"))
          .contains("sms", "RECEIVED", sid + " delivered", " 12 ", "status")
          .doesNotContain("+13035550177", "55501");

      execute("ALTER TABLE taken_away RENAME TO sms_messages");
      assertThat(run("events", "--replay", "unknown")).contains("0 events will be processed again");
      assertThat(run("events", "--replay", sid + " delivered"))
          .contains("1 event will be processed again");
      Eventually.isTrue("it is processed", () -> !query("SELECT sid FROM sms_messages").isEmpty());
      assertThat(query("SELECT sid, status FROM sms_messages")).containsExactly(sid + " delivered");
      assertThat(run("events")).contains("There are no dead letters");
      server.kill();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoever_is_erased_is_in_no_row_and_in_no_byte_of_the_data(TestDatabase database)
      throws Exception {
    try (RunningServer server = start(database)) {
      postWebhook(
          server,
          "/api/twilio/voice/incoming",
          Map.of(
              "CallSid", "CA" + "6".repeat(32),
              "From", "client:" + SUBJECT,
              "To", "somebody_else",
              "Direction", "inbound",
              "CallStatus", "ringing"));
      postWebhook(
          server,
          "/api/twilio/video/status",
          Map.of(
              "RoomSid", "RM" + "6".repeat(32),
              "RoomName", "a room",
              "RoomStatus", "in-progress",
              "StatusCallbackEvent", "participant-connected",
              "ParticipantSid", "PA" + "6".repeat(32),
              "ParticipantIdentity", SUBJECT,
              "ParticipantStatus", "connected",
              "Timestamp", "2026-11-25T00:00:00.000Z",
              "SequenceNumber", "0"));
      assertThat(rowsWith(SUBJECT)).isNotEmpty();
      assertThat(url.isPresent() || bytes().contains(SUBJECT)).isTrue();
      assertThat(run("erase", SUBJECT)).contains("voice: 1", "video: 1");
      assertThat(rowsWith(SUBJECT)).isEmpty();
      if (url.isEmpty()) {
        assertThat(bytes()).doesNotContain(SUBJECT).contains("CREATE TABLE voice_calls");
      }
      assertThat(run("erase", SUBJECT)).contains("voice: 0", "video: 0", "limits: 0");
      assertThat(server.stop()).isZero();
      assertThat(server.log()).doesNotContain(SUBJECT);
    }
  }

  /** All files of the data folder, deleted rows and the log of changes included. */
  private String bytes() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(product.data())) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file, ISO_8859_1));
      }
    }
    return all.toString();
  }

  /** All rows of all tables that name somebody. */
  private List<String> rowsWith(String text) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection = database();
        ResultSet found =
            connection
                .getMetaData()
                .getTables(null, url.isPresent() ? "public" : null, "%", new String[] {"TABLE"})) {
      while (found.next()) {
        tables.add(found.getString("TABLE_NAME"));
      }
    }
    List<String> rows = new ArrayList<>();
    for (String table : tables) {
      query("SELECT * FROM " + table).stream()
          .filter(row -> row.contains(text))
          .forEach(row -> rows.add(table + ": " + row));
    }
    assertThat(tables).contains("voice_calls", "sms_messages");
    return rows;
  }
}
