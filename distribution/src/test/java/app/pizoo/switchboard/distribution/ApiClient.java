package app.pizoo.switchboard.distribution;

import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends the requests of an app to a server. */
record ApiClient(EmbeddedServer server) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Sends a message; its idempotency key is the number, so a repeat is the same request. */
  HttpResponse<String> send(String to) throws Exception {
    String body = "{\"to\":\"%s\",\"body\":\"Hello\"}".formatted(to);
    return post("sms/send", body, server.token("backend", "sms:send"), "key of " + to);
  }

  /** The state of a message; empty if the server does not know it. */
  String status(String sid) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.api() + "/api/twilio/sms/messages?limit=100"))
            .header("Authorization", "Bearer " + server.token("backend", "sms:read"))
            .build();
    Matcher found =
        Pattern.compile("\"" + sid + "\"[^}]*\"status\":\"(\\w+)\"")
            .matcher(CLIENT.send(request, BodyHandlers.ofString()).body());
    return found.find() ? found.group(1) : "";
  }

  HttpResponse<String> token(String user) throws Exception {
    return post("voice/token", "{}", server.token(user), "");
  }

  HttpResponse<String> start(String phone) throws Exception {
    return post("../auth/verify/start", "{\"phone\":\"%s\"}".formatted(phone), "none", "");
  }

  /** Tries the right code, without the handle. */
  HttpResponse<String> check(String phone) throws Exception {
    String body = "{\"phone\":\"%s\",\"code\":\"123456\"}".formatted(phone);
    return post("../auth/verify/check", body, "none", "");
  }

  private HttpResponse<String> post(String route, String body, String token, String key)
      throws Exception {
    URI address = URI.create(server.api() + "/api/twilio/").resolve(route);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** What a gauge shows now. */
  long gauge(String name) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.operations() + "/metrics")).build();
    return CLIENT
        .send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("switchboard_" + name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** A field of an answer in JSON. */
  static String field(HttpResponse<String> answer, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
    if (!found.find()) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return found.group(1);
  }
}
