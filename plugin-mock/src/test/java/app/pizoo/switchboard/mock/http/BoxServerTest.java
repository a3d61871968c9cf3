package app.pizoo.switchboard.mock.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.TwilioBox;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxServerTest {
  private final TwilioBox box =
      TwilioBox.builder().appTokens(Optional.of((subject, _) -> "token of " + subject)).start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    box.close();
  }

  @Test
  void the_account_endpoint_returns_everything_that_a_client_needs() throws Exception {
    JsonObject account = json(get("/box/account"));
    assertThat(account.getString("base_url")).isEqualTo(box.address().toString());
    assertThat(account.keySet())
        .containsExactlyInAnyOrder(
            "base_url",
            "account_sid",
            "auth_token",
            "api_key_sid",
            "api_key_secret",
            "voice_application_sid",
            "verify_service_sid",
            "from");
  }

  @Test
  void any_identity_can_log_in_if_there_is_a_token_issuer() throws Exception {
    HttpResponse<String> answer = post("/box/login", "{\"identity\":\"alice\"}");
    assertThat(json(answer).getString("token")).isEqualTo("token of alice");
    assertThat(post("/box/login", "{\"identity\":7}").statusCode()).isEqualTo(400);
  }

  @Test
  void nobody_can_log_in_without_a_token_issuer() throws Exception {
    try (TwilioBox alone = TwilioBox.start(0)) {
      HttpRequest request =
          HttpRequest.newBuilder(alone.address().resolve("/box/login"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"identity\":\"alice\"}"))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void twilios_routes_need_credentials() throws Exception {
    HttpResponse<String> answer = get("/v2/Services");
    assertThat(answer.statusCode()).isEqualTo(401);
    JsonObject body = json(answer);
    assertThat(body.keySet()).containsExactlyInAnyOrder("code", "message", "more_info", "status");
    assertThat(body.getInt("code")).isEqualTo(20003);
  }

  @Test
  void an_unknown_path_of_the_box_is_404_and_a_wrong_method_405() throws Exception {
    assertThat(get("/box/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/favicon.ico").statusCode()).isEqualTo(404);
    assertThat(post("/box/account", "").statusCode()).isEqualTo(405);
    assertThat(box.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:8081", "localhost.evil.example", ""})
  void a_foreign_host_name_is_rejected(String host) throws Exception {
    assertThat(status("GET /box/account HTTP/1.1\r\nHost: " + host)).isNotEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:1", "[::1]:8081", "app.localhost:8081"})
  void a_name_of_this_machine_is_admitted(String host) throws Exception {
    assertThat(status("GET /box/account HTTP/1.1\r\nHost: " + host)).isEqualTo(200);
  }

  @Test
  void the_host_of_the_target_counts_and_http_1_0_needs_none() throws Exception {
    String rest = "/box/account HTTP/1.1\r\nHost: localhost";
    assertThat(status("GET http://localhost" + rest)).isEqualTo(200);
    assertThat(status("GET http://evil.example" + rest)).isEqualTo(403);
    assertThat(status("GET /box/account HTTP/1.0")).isEqualTo(200);
    assertThat(status("GET /box/account HTTP/1.0\r\nHost: evil.example")).isEqualTo(403);
  }

  @Test
  void a_stream_of_events_needs_http_1_1() throws Exception {
    assertThat(status("GET /box/events HTTP/1.0")).isEqualTo(505);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "null", "http://localhost.evil.example", "file://"})
  void a_foreign_origin_is_rejected(String origin) throws Exception {
    assertThat(status("GET /box/account HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin))
        .isEqualTo(403);
  }

  @Test
  void an_origin_on_this_machine_may_read_the_response() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(box.address().resolve("/box/account"))
            .header("Origin", "http://localhost:5173")
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("http://localhost:5173");
  }

  private int status(String head) throws IOException {
    URI address = box.address();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Integer.parseInt(
          Optional.ofNullable(reader.readLine()).orElseThrow().substring(9, 12));
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(box.address().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(box.address().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> answer) {
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }
}
