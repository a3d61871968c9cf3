package app.pizoo.switchboard.mock.phone;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.testing.CallFixture;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated phones over HTTP. */
class PhonesEndpointTest {
  private final CallFixture fixture = new CallFixture();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    fixture.close();
  }

  @Test
  void a_phone_calls_the_app_and_is_used() throws Exception {
    fixture.answers("<Gather numDigits='1' action='/key'><Say>Press a key</Say></Gather>");
    fixture.answers("/key", "<Say>Thanks</Say><Pause length='60'/>");
    JsonObject calling = object(post("/calls", "{}"));
    assertThat(calling.getString("to")).isEqualTo(fixture.number());
    assertThat(calling.getString("call_sid")).startsWith("CA");
    fixture.awaitIdle();
    assertThat(get().getString("state")).isEqualTo("talking");
    post("/digits", "{\"digits\":\"5\"}");
    fixture.awaitIdle();
    assertThat(get().getJsonArray("heard").toString()).isEqualTo("[\"Press a key\",\"Thanks\"]");
    post("/hangup", "{}");
    assertThat(get().getString("state")).isEqualTo("over");
  }

  @Test
  void a_phone_is_called_and_answers_or_declines() throws Exception {
    post("/behavior", "{\"kind\":\"rings\"}");
    fixture.call(CallFixture.ANN, "<Play digits='42'/>");
    assertThat(get().getString("state")).isEqualTo("ringing");
    assertThat(get().getString("from")).isEqualTo(fixture.number());
    post("/answer", "{}");
    assertThat(get().getString("tones")).isEqualTo("42");
    fixture.seconds(5);
    fixture.call(CallFixture.ANN, "<Pause/>");
    post("/decline", "{}");
    assertThat(get().getInt("refusal")).isEqualTo(31603);
    assertThat(object(send("GET", "/box/phones", "")).getJsonArray("phones")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"rings, rings", "busy, busy", "declines, declines", "unreachable, unreachable"})
  void a_behavior_is_set_and_returned(String kind, String shown) throws Exception {
    assertThat(object(post("/behavior", "{\"kind\":\"" + kind + "\"}")).getString("behavior"))
        .isEqualTo(shown);
  }

  @Test
  void a_phone_may_take_its_time() throws Exception {
    JsonObject response = object(post("/behavior", "{\"kind\":\"answers\",\"after_seconds\":7}"));
    assertThat(response.getInt("after_seconds")).isEqualTo(7);
    fixture.call(CallFixture.ANN, "<Pause length='60'/>");
    fixture.seconds(6);
    assertThat(fixture.ann().isRinging()).isTrue();
    fixture.seconds(1);
    assertThat(fixture.ann().isTalking()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/answer | {} | 409",
        "/decline | {} | 409",
        "/hangup | {} | 409",
        "/digits | {\"digits\":\"1\"} | 409",
        "/digits | {\"digits\":\"x\"} | 400",
        "/digits | {} | 400",
        "/digits | no | 400",
        "/behavior | {\"kind\":\"sleeps\"} | 400",
        "/behavior | {\"kind\":\"answers\",\"after_seconds\":-1} | 400",
        "/behavior | {\"kind\":\"answers\",\"after_seconds\":\"x\"} | 400",
        "/calls | {\"to\":\"+14155550199\"} | 404",
        "/calls | {\"to\":5} | 400"
      })
  void what_cannot_be_is_refused(String path, String body, int status) throws Exception {
    assertThat(post(path, body).statusCode()).isEqualTo(status);
    assertThat(get().getString("state")).isEqualTo("over");
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", "/box/phones/" + CallFixture.ANN + path, body);
  }

  private JsonObject get() throws Exception {
    return object(send("GET", "/box/phones/" + CallFixture.ANN, ""));
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(fixture.box().address() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject object(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }
}
