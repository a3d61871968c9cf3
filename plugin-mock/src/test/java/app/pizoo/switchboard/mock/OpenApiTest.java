package app.pizoo.switchboard.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.http.BoxRoute;
import app.pizoo.switchboard.mock.room.Room;
import app.pizoo.switchboard.mock.room.RoomParticipant;
import app.pizoo.switchboard.mock.room.RoomTrack;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Validates every response of the box against Twilio's published OpenAPI files. */
class OpenApiTest {
  private static final String PHONE = "+14155550123";

  private final TwilioBox box =
      TwilioBox.builder()
          .clock(BoxClock.manual(Instant.parse("2026-11-24T00:00:00Z")))
          .publicUrl(() -> Optional.of(URI.create("http://localhost:1")))
          .webhooks(
              Map.of(
                  "voice_url", "/voice",
                  "voice_status_callback", "/status",
                  "sms_url", "/sms",
                  "room_status_callback", "/room"))
          .start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String account = "/2010-04-01/Accounts/" + box.account().accountSid();
  private final Set<String> walked = new TreeSet<>();
  private final List<String> wrong = new ArrayList<>();

  /** From the package that Twilio publishes for its command line. */
  private final OpenApiFiles published =
      new OpenApiFiles(
          Path.of(
              Objects.requireNonNull(
                  System.getProperty("switchboard.openapi"),
                  "run this test by Maven, which fetches Twilio's OpenAPI files")));

  /** An extract as of another date, checked in addition where it is present. */
  private final Optional<OpenApiFiles> extract =
      Optional.ofNullable(System.getProperty("switchboard.shared"))
          .map(shared -> new OpenApiFiles(Path.of(shared, "openapi")));

  private int answers;

  @AfterEach
  void close() {
    client.close();
    box.close();
  }

  @Test
  void every_answer_is_as_twilio_publishes_it() throws Exception {
    verify();
    messages();
    calls();
    numbers();
    rooms();
    lookup();

    Set<String> served =
        box.routes().stream()
            .filter(BoxRoute::isAuthenticated)
            .filter(route -> !isMedia(route.template()))
            .map(route -> route.method() + " " + route.template())
            .collect(Collectors.toCollection(TreeSet::new));
    System.out.printf(
        "OpenAPI: %d of %d answers (%d %%) of %d operations are as published%n",
        answers - wrong.size(), answers, 100 * (answers - wrong.size()) / answers, walked.size());
    assertThat(wrong).isEmpty();
    assertThat(walked).isEqualTo(served);
  }

  private void verify() throws Exception {
    String service = post("/v2/Services", "FriendlyName=Shop").getString("sid");
    String base = "/v2/Services/" + service;
    get("/v2/Services?PageSize=1");
    get(base);
    post(base, "CodeLength=4", "CustomCodeEnabled=true");
    String sid = post(base + "/Verifications", "To=" + PHONE, "Channel=sms").getString("sid");
    get(base + "/Verifications/" + sid);
    post(base + "/VerificationCheck", "To=" + PHONE, "Code=0000");
    post(base + "/VerificationCheck", "VerificationSid=" + sid, "Code=1234");
    for (String channel : List.of("call", "whatsapp", "sna")) {
      post(base + "/Verifications", "To=" + PHONE, "Channel=" + channel);
    }
    String mail =
        post(base + "/Verifications", "To=ann@example.com", "Channel=email").getString("sid");
    post(base + "/Verifications/" + mail, "Status=canceled");
    JsonObject attempts = get("/v2/Attempts");
    String attempt = attempts.getJsonArray("attempts").getJsonObject(0).getString("sid");
    get("/v2/Attempts/" + attempt);
    get("/v2/Attempts/Summary?VerifyServiceSid=" + service);
    delete(base);
  }

  private void messages() throws Exception {
    String from = "From=" + box.account().from();
    String sid =
        post(account + "/Messages.json", "To=" + PHONE, from, "Body=Hello").getString("sid");
    post(
        account + "/Messages.json",
        "To=" + PHONE,
        "MessagingServiceSid=MG" + "0".repeat(32),
        "Body=Hello",
        "MediaUrl=https://example.com/a.png");
    box.sendMessage(PHONE, "Good morning");
    get(account + "/Messages.json");
    box.clock().advance(Duration.ofSeconds(1));
    get(account + "/Messages.json?PageSize=2&Page=1");
    get(account + "/Messages/" + sid + ".json");
    post(account + "/Messages/" + sid + ".json", "Body=");
    delete(account + "/Messages/" + sid + ".json");
  }

  private void calls() throws Exception {
    String from = "From=" + box.account().from();
    String sid =
        post(
                account + "/Calls.json",
                "To=" + PHONE,
                from,
                "Twiml=<Response><Pause length='600'/></Response>")
            .getString("sid");
    String call = account + "/Calls/" + sid;
    get(call + ".json");
    get(account + "/Calls.json");
    box.clock().advance(Duration.ofSeconds(1));
    String recording = post(call + "/Recordings.json").getString("sid");
    get(call + "/Recordings.json");
    get(call + "/Recordings/" + recording + ".json");
    post(call + "/Recordings/" + recording + ".json", "Status=paused");
    box.clock().advance(Duration.ofSeconds(5));
    post(call + "/Recordings/" + recording + ".json", "Status=stopped");
    get(account + "/Recordings.json");
    get(account + "/Recordings/" + recording + ".json");
    delete(account + "/Recordings/" + recording + ".json");
    String other = post(call + "/Recordings.json").getString("sid");
    delete(call + "/Recordings/" + other + ".json");
    post(call + ".json", "Status=completed");
    get(account + "/Calls.json?Status=completed");
    delete(call + ".json");
  }

  private void numbers() throws Exception {
    String app = post(account + "/Applications.json", "FriendlyName=App").getString("sid");
    get(account + "/Applications.json");
    get(account + "/Applications/" + box.account().voiceApplicationSid() + ".json");
    post(account + "/Applications/" + app + ".json", "VoiceUrl=https://example.com/voice");
    delete(account + "/Applications/" + app + ".json");
    String number =
        post(account + "/IncomingPhoneNumbers.json", "PhoneNumber=+14155550188").getString("sid");
    get(account + "/IncomingPhoneNumbers.json");
    get(account + "/IncomingPhoneNumbers/" + number + ".json");
    post(
        account + "/IncomingPhoneNumbers/" + number + ".json",
        "SmsUrl=https://example.com/sms",
        "SmsMethod=GET");
    delete(account + "/IncomingPhoneNumbers/" + number + ".json");
    post(account + "/OutgoingCallerIds.json", "PhoneNumber=" + PHONE, "FriendlyName=Mine");
    JsonObject callerIds = get(account + "/OutgoingCallerIds.json");
    String callerId =
        callerIds.getJsonArray("outgoing_caller_ids").getJsonObject(0).getString("sid");
    get(account + "/OutgoingCallerIds/" + callerId + ".json");
    post(account + "/OutgoingCallerIds/" + callerId + ".json", "FriendlyName=Other");
    delete(account + "/OutgoingCallerIds/" + callerId + ".json");
  }

  private void rooms() throws Exception {
    String sid =
        post("/v1/Rooms", "UniqueName=Lounge", "RecordParticipantsOnConnect=true").getString("sid");
    get("/v1/Rooms/Lounge");
    get("/v1/Rooms?UniqueName=Lounge");
    Room room = box.rooms().open(Optional.of("Lounge"));
    RoomParticipant ann = box.rooms().connect(room, "ann");
    box.rooms().connect(room, "bob");
    RoomTrack track = new RoomTrack("MT" + "0".repeat(32), "camera", "video");
    box.rooms().track(room, ann, track, RoomTrack.Change.ADDED);
    String base = "/v1/Rooms/" + sid;
    get(base + "/Participants");
    get(base + "/Participants/bob");
    tracks(base + "/Participants/ann/PublishedTracks", "published_tracks");
    tracks(base + "/Participants/bob/SubscribedTracks", "subscribed_tracks");
    get("/v1/Recordings");
    String recording =
        get(base + "/Recordings").getJsonArray("recordings").getJsonObject(0).getString("sid");
    box.clock().advance(Duration.ofSeconds(7));
    post(base + "/Participants/" + ann.sid(), "Status=disconnected");
    get(base + "/Recordings/" + recording);
    get("/v1/Recordings/" + recording);
    delete("/v1/Recordings/" + recording);
    box.rooms().track(room, box.rooms().connect(room, "cy"), track, RoomTrack.Change.ADDED);
    String other =
        get("/v1/Recordings").getJsonArray("recordings").getJsonObject(0).getString("sid");
    delete(base + "/Recordings/" + other);
    get(base + "/RecordingRules");
    post(base + "/RecordingRules", "Rules=[{\"type\":\"include\",\"all\":true}]");
    post(base, "Status=completed");
    get("/v1/Rooms?Status=completed");
  }

  private void tracks(String path, String list) throws Exception {
    get(path + "/" + get(path).getJsonArray(list).getJsonObject(0).getString("sid"));
  }

  private void lookup() throws Exception {
    get("/v2/PhoneNumbers/" + PHONE);
    get("/v2/PhoneNumbers/+12");
    get(
        "/v2/PhoneNumbers/"
            + PHONE
            + "?Fields=line_type_intelligence,sms_pumping_risk,sim_swap,caller_name");
  }

  private JsonObject get(String path) throws Exception {
    return exchange("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  private void delete(String path) throws Exception {
    exchange("DELETE", path, HttpRequest.BodyPublishers.noBody());
  }

  private JsonObject post(String path, String... form) throws Exception {
    String body =
        List.of(form).stream()
            .map(pair -> {
              int equals = pair.indexOf('=');
              return pair.substring(0, equals + 1)
                  + URLEncoder.encode(pair.substring(equals + 1), UTF_8);
            })
            .collect(Collectors.joining("&"));
    return exchange("POST", path, HttpRequest.BodyPublishers.ofString(body));
  }

  private JsonObject exchange(String method, String path, HttpRequest.BodyPublisher body)
      throws Exception {
    String pair = box.account().accountSid() + ":" + box.account().authToken();
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(box.address() + path))
                .method(method, body)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    note(method, path.replaceFirst("\\?.*", ""), answer);
    if (answer.body().isEmpty()) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  private void note(String method, String path, HttpResponse<String> answer) throws IOException {
    String template =
        box.routes().stream()
            .filter(route -> route.method().equals(method) && route.matches(path))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no route for " + path))
            .template();
    walked.add(method + " " + template);
    answers++;
    List<String> errors = new ArrayList<>();
    if (published.knows(method, template)) {
      errors.addAll(published.check(method, template, answer.statusCode(), answer.body()));
    } else {
      errors.add("is not published");
    }
    if (extract.isPresent() && extract.get().knows(method, template)) {
      errors.addAll(extract.get().check(method, template, answer.statusCode(), answer.body()));
    }
    if (!errors.isEmpty()) {
      wrong.add(method + " " + path + ": " + errors + " in " + answer.body());
    }
  }

  private static boolean isMedia(String template) {
    return template.endsWith("/Media")
        || template.endsWith(".wav")
        || template.endsWith(".mp3")
        || template.endsWith("{AccountSid}/Recordings/{Sid}");
  }
}
