package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.mock.BoxDevService;
import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.phone.Phone;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.testing.TwilioSignature;
import app.pizoo.switchboard.twilio.TwilioService;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** A server with voice calls, the box beside it, and what a browser and Twilio would send. */
final class VoiceFixture implements AutoCloseable {
  static final String INCOMING = "/api/twilio/voice/incoming";

  private final BoxDevService box = new BoxDevService(() -> BoxClock.manual(Instant.now()));
  private final TestServer server;
  private final TestClient api;

  VoiceFixture(TestServer.Builder builder, String... settings) {
    builder.set("SWITCHBOARD_BOX_PORT", "0");
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    server = builder.plugin(new VoicePlugin()).service(new TwilioService()).devService(box).start();
    api = new TestClient(server.api());
  }

  static VoiceFixture development(String... settings) {
    return new VoiceFixture(TestServer.development(), settings);
  }

  BoxAccount account() {
    return box.box().account();
  }

  /** What Twilio's REST API answers, as the account's owner sees it. */
  String twilio(String path, Map<String, String> fields) {
    String credentials = account().accountSid() + ':' + account().authToken();
    return new TestClient(box.box().address())
        .postForm(
            "/2010-04-01/Accounts/" + account().accountSid() + path,
            fields,
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
        .body();
  }

  TestServer server() {
    return server;
  }

  TestClient api() {
    return api;
  }

  /** The account's number. */
  String number() {
    return box.box().account().from();
  }

  /** Somebody's phone. */
  Phone phone(String number) {
    return box.box().phone(number);
  }

  /** Waits until everything is done that needs no time. */
  void resolve() {
    box.box().awaitIdle();
  }

  /** Lets time pass for the box and all calls in it. */
  void advance(int seconds) {
    resolve();
    box.box().clock().advance(Duration.ofSeconds(seconds));
    resolve();
  }

  /** How many legs reached a state, as reported to the server. */
  int states(String status) {
    String name = "switchboard_voice_states_total{status=\"" + status + "\"} ";
    return new TestClient(server.operations())
        .text("/metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  HttpResponse<String> token(String user, String body) {
    return api.post(
        "/api/twilio/voice/token", body, "Authorization", "Bearer " + server.token(user));
  }

  /** The grants of a user's access token. */
  @SuppressWarnings("unchecked") // a JSON object has texts for keys
  Map<String, Object> grants(String user) throws ParseException {
    String token =
        JsonFields.parse(token(user, "{}").body().getBytes(StandardCharsets.UTF_8))
            .object()
            .getString("token");
    return (Map<String, Object>) SignedJWT.parse(token).getJWTClaimsSet().getClaim("grants");
  }

  /** What Twilio posts, signed. */
  HttpResponse<String> webhook(String path, Map<String, String> fields) {
    Map<String, String> sorted = new TreeMap<>(fields);
    return api.postForm(path, sorted, "X-Twilio-Signature", signature(path, sorted));
  }

  String signature(String path, Map<String, String> fields) {
    return TwilioSignature.sign(box.box().account().authToken(), server.api() + path, fields);
  }

  /** The TwiML for a call from a browser. */
  String call(String from, String to, String... fields) {
    Map<String, String> all = new TreeMap<>();
    all.put("From", from);
    all.put("To", to);
    all.put("CallSid", "CA" + "0".repeat(32));
    all.put("Direction", "inbound");
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], fields[i + 1]);
    }
    HttpResponse<String> answer = webhook(INCOMING, all);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    server.close();
  }
}
