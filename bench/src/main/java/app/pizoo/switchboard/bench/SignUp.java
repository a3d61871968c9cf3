package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of the sign-up, for honest users and attackers. */
final class SignUp {
  private final HttpClient client = HttpClient.newHttpClient();
  private final EmbeddedServer server;
  private int captchas;

  SignUp(EmbeddedServer server) {
    this.server = server;
  }

  /** Starts a verification and solves a captcha if one is required. */
  HttpResponse<String> startAsPerson(String phone) throws Exception {
    HttpResponse<String> answer = start(phone, "");
    return code(answer).equals("captcha_required")
        ? start(phone, ",\"captchaToken\":\"token %d\"".formatted(captchas++))
        : answer;
  }

  HttpResponse<String> start(String phone, String more) throws Exception {
    return post("start", "{\"phone\":\"%s\"%s}".formatted(phone, more));
  }

  boolean check(String phone, String handle, String code) throws Exception {
    String body =
        "{\"phone\":\"%s\",\"code\":\"%s\",\"handle\":\"%s\"}".formatted(phone, code, handle);
    return post("check", body).body().contains("\"verified\":true");
  }

  static String handle(HttpResponse<String> started) {
    return field(started, "handle");
  }

  /** The code of a failure, or an empty string. */
  static String code(HttpResponse<String> answer) {
    return field(answer, "code");
  }

  private static String field(HttpResponse<String> answer, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
    return found.find() ? found.group(1) : "";
  }

  /** How many codes Twilio has checked. */
  long asked() throws Exception {
    return counters("verify_checks_total").values().stream().mapToLong(n -> n).sum();
  }

  /** How often each rule has refused. */
  Map<String, Long> reached() throws Exception {
    Map<String, Long> rules = new HashMap<>();
    counters("limit_reached_total")
        .forEach((labels, count) -> {
          if (labels.contains("\"block\"")) {
            rules.put(labels.replaceAll(".*rule=\"([^\"]+)\".*", "$1"), count);
          }
        });
    return rules;
  }

  private Map<String, Long> counters(String name) throws Exception {
    Map<String, Long> counters = new HashMap<>();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.operations() + "/metrics")).build();
    Matcher line =
        Pattern.compile("(?m)^switchboard_" + name + "\\{(.*)} (\\d+)$")
            .matcher(client.send(request, BodyHandlers.ofString()).body());
    while (line.find()) {
      counters.put(line.group(1), Long.parseLong(line.group(2)));
    }
    return counters;
  }

  private HttpResponse<String> post(String step, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.api() + "/api/auth/verify/" + step))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
