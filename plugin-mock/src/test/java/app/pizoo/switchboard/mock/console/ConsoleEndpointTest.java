package app.pizoo.switchboard.mock.console;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.TwilioBox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleEndpointTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static HttpResponse<String> get(TwilioBox box, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(box.address().resolve(path)).build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  @Test
  void a_box_without_a_server_has_no_login() throws Exception {
    try (TwilioBox box = TwilioBox.start(0)) {
      assertThat(get(box, "/box/console").body()).contains("\"server\":null", "\"login\":false");
      HttpRequest login =
          HttpRequest.newBuilder(box.address().resolve("/box/login"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"identity\":\"alice\"}"))
              .build();
      assertThat(CLIENT.send(login, BodyHandlers.ofString()).statusCode()).isIn(404, 405);
    }
  }

  @Test
  void the_console_knows_the_url_of_the_server() throws Exception {
    URI server = URI.create("http://127.0.0.1:8080");
    try (TwilioBox box =
        TwilioBox.builder()
            .publicUrl(() -> Optional.of(server))
            .appTokens(Optional.of((subject, scopes) -> "a.b.c"))
            .start()) {
      assertThat(get(box, "/box/console").body())
          .contains("\"server\":\"http://127.0.0.1:8080\"", "\"login\":true");
    }
  }

  @Test
  void files_of_the_page_lead_nowhere_else() throws Exception {
    try (TwilioBox box = TwilioBox.start(0)) {
      assertThat(get(box, "/console/..%2f..%2fMANIFEST.MF").statusCode()).isEqualTo(404);
      assertThat(get(box, "/console/missing.js").statusCode()).isEqualTo(404);
    }
  }
}
