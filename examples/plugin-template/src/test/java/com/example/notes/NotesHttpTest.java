package com.example.notes;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class NotesHttpTest {
  private final MovableClock clock = MovableClock.running();

  @AutoClose
  private final TestServer server =
      TestServer.production()
          .set("SWITCHBOARD_PUBLIC_URL", "https://notes.example.com")
          .set("NOTES_MAX_LENGTH", "20")
          .clock(clock)
          .plugin(new NotesPlugin())
          .start();

  private final TestClient client = server.client();

  private String[] as(String user) {
    return new String[] {"Authorization", "Bearer " + server.token(user)};
  }

  private HttpResponse<String> add(String user, String text) {
    return client.post("/api/notes", "{\"text\":\"%s\"}".formatted(text), as(user));
  }

  private HttpResponse<String> deliver(String scope) {
    return client.post(
        "/api/notes/import",
        "{\"id\":\"n1\",\"author\":\"alice\",\"text\":\"Call Bob\"}",
        "Authorization",
        "Bearer " + server.token("backend", scope));
  }

  @Test
  void a_user_sees_the_notes_that_the_user_added_and_no_others() {
    assertThat(add("alice", "Buy milk").statusCode()).isEqualTo(200);
    assertThat(client.text("/api/notes", as("alice"))).isEqualTo("{\"notes\":[\"Buy milk\"]}");
    assertThat(client.text("/api/notes", as("bob"))).isEqualTo("{\"notes\":[]}");
    assertThat(server.metrics()).contains("switchboard_notes_added_total{source=\"user\"} 1");
  }

  @Test
  void without_a_token_there_are_no_notes() {
    assertThat(client.text("/api/notes")).contains("\"token_missing\"");
  }

  @Test
  void a_note_longer_than_the_setting_allows_is_refused() {
    HttpResponse<String> refused = add("alice", "x".repeat(21));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("\"note_too_long\"", "at most 20 characters");
  }

  @Test
  void the_eleventh_note_within_a_minute_is_refused() {
    for (int i = 0; i < 10; i++) {
      assertThat(add("alice", "note").statusCode()).isEqualTo(200);
    }
    assertThat(add("alice", "note").statusCode()).isEqualTo(429);
    clock.forward(Duration.ofMinutes(1));
    assertThat(add("alice", "note").statusCode()).isEqualTo(200);
  }

  @Test
  void a_note_that_is_delivered_twice_is_stored_once() {
    assertThat(deliver("notes:write").statusCode()).isEqualTo(204);
    assertThat(deliver("notes:write").statusCode()).isEqualTo(204);
    assertThat(deliver("notes:read").body()).contains("\"scope_missing\"");
    assertThat(client.text("/api/notes", as("alice"))).isEqualTo("{\"notes\":[\"Call Bob\"]}");
  }

  @Test
  void a_delivered_note_longer_than_the_setting_allows_is_refused() {
    HttpResponse<String> refused =
        client.post(
            "/api/notes/import",
            "{\"id\":\"n1\",\"author\":\"alice\",\"text\":\"%s\"}".formatted("x".repeat(21)),
            "Authorization",
            "Bearer " + server.token("backend", "notes:write"));
    assertThat(refused.body()).contains("\"note_too_long\"");
  }

  @Test
  void while_the_database_is_lost_nothing_is_listed_added_or_acknowledged() {
    server.loseDatabase();
    assertThat(client.get("/api/notes", as("alice")).statusCode()).isEqualTo(503);
    assertThat(add("alice", "Buy milk").statusCode()).isEqualTo(503);
    assertThat(deliver("notes:write").body()).contains("\"provider_unavailable\"");
    server.restoreDatabase();
    assertThat(deliver("notes:write").statusCode()).isEqualTo(204);
    assertThat(client.text("/api/notes", as("alice"))).isEqualTo("{\"notes\":[\"Call Bob\"]}");
  }

  @Test
  void erasing_a_user_deletes_the_notes() {
    add("alice", "Buy milk");
    assertThat(server.erase("alice")).containsEntry("notes", 1);
    assertThat(client.text("/api/notes", as("alice"))).isEqualTo("{\"notes\":[]}");
  }

  @Test
  void old_notes_are_removed() {
    add("alice", "Buy milk");
    clock.forward(Duration.ofDays(3650));
    server.runScheduledTasks();
    assertThat(client.text("/api/notes", as("alice"))).isEqualTo("{\"notes\":[]}");
  }

  @Test
  void the_component_is_served() {
    assertThat(client.text("/ui/notes/index.js")).contains("export default function Notes");
  }
}
