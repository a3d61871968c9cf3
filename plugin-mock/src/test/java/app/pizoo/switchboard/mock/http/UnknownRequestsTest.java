package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.BoxInternals;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.feed.FeedEntry;
import app.pizoo.switchboard.mock.requestlog.RestRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Twilio has and the box has not never looks like a deleted resource. */
class UnknownRequestsTest {
  private static final String SID = "VA" + "0".repeat(32);

  private final TwilioBox box = TwilioBox.start(0);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    box.close();
  }

  private HttpResponse<String> send(String method, String path, String password, String... headers)
      throws Exception {
    String pair = box.account().accountSid() + ":" + password;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(box.address().resolve(path))
            .method(method, BodyPublishers.noBody())
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String host, String path) throws Exception {
    return send("GET", path, box.account().authToken(), "X-Forwarded-Host", host);
  }

  private static JsonObject json(HttpResponse<String> response) {
    return Json.createReader(new StringReader(response.body())).readObject();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/Insights", "/2010-04-01/Accounts/x/Queues.json", "/v1/Services"})
  void a_path_that_is_not_served_is_501_with_a_sentence(String path) throws Exception {
    HttpResponse<String> response = send("GET", path, box.account().authToken());
    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(json(response).getString("message"))
        .isEqualTo("The box does not serve GET " + path + "; docs/box.md lists what it serves");
    assertThat(json(response).getInt("status")).isEqualTo(501);
  }

  @Test
  void it_is_seen_among_the_requests_and_the_errors() throws Exception {
    get("chat.twilio.com", "/v2/Services");
    RestRequest seen = box.requests().getFirst();
    assertThat(seen.host()).contains("chat.twilio.com");
    assertThat(seen.status()).hasValue(501);
    List<FeedEntry> errors =
        BoxInternals.feed(box).recent().stream()
            .filter(entry -> entry.type().equals("request.error"))
            .toList();
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().data().getString("url"))
        .isEqualTo("https://chat.twilio.com/v2/Services");
    assertThat(errors.getFirst().data().getString("message")).contains("does not serve GET");
  }

  @ParameterizedTest
  @CsvSource({"GET,/v2/Insights", "GET,/v2/Services", "PUT,/v2/Services", "DELETE,/v2/Services/x"})
  void a_wrong_password_is_401_everywhere(String method, String path) throws Exception {
    HttpResponse<String> response = send(method, path, "wrong");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(json(response).getInt("code")).isEqualTo(20003);
  }

  @Test
  void a_wrong_method_is_405_after_the_password() throws Exception {
    HttpResponse<String> response = send("PUT", "/v2/Services", box.account().authToken());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(box.requests().getFirst().status()).hasValue(405);
  }

  @Test
  void an_absent_resource_of_a_served_path_stays_404() throws Exception {
    assertThat(get("verify.twilio.com", "/v2/Services/" + SID).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "verify.twilio.com,/v2/Services,200",
    "verify.dublin.ie1.twilio.com,/v2/Services,200",
    "VERIFY.twilio.com:443,/v2/Services,200",
    "chat.twilio.com,/v2/Services,501",
    "intelligence.twilio.com,/v2/Services,501",
    "api.twilio.com,/v2/Services,501",
    "verify.twilio.com,/box/account,501",
    "lookups.twilio.com,/v1/Rooms,501",
    "video.twilio.com,/v1/Rooms,200",
    "relay.example.com,/v2/Services,200",
  })
  void the_host_selects_the_product(String host, String path, int status) throws Exception {
    assertThat(get(host, path).statusCode()).isEqualTo(status);
  }

  @Test
  void without_a_host_a_path_leads_where_it_always_led() throws Exception {
    assertThat(send("GET", "/v2/Services", box.account().authToken()).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/Rooms", box.account().authToken()).statusCode()).isEqualTo(200);
  }
}
