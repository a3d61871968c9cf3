package app.pizoo.switchboard.mock.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;

import app.pizoo.switchboard.mock.TwilioBox;
import com.twilio.jwt.accesstoken.AccessToken;
import com.twilio.jwt.accesstoken.VideoGrant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/** A video browser as the box sees it: speaks TCMP and RSP. */
final class VideoBrowser implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<JsonObject> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  /** Opens a connection that has not said hello. */
  VideoBrowser(TwilioBox box) throws Exception {
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://" + box.address().getAuthority() + "/signaling"), new Listener())
            .get(3, MINUTES);
  }

  /** Opens a connection and says hello. */
  static VideoBrowser open(TwilioBox box) throws Exception {
    VideoBrowser browser = new VideoBrowser(box);
    browser.send(json("{'type':'hello','version':2,'timeout':5000,'id':'1'}"));
    browser.frame("welcome");
    return browser;
  }

  /** Opens a connection and enters a room. */
  static VideoBrowser enter(TwilioBox box, String identity, String room) throws Exception {
    VideoBrowser browser = open(box);
    browser.connect(token(box, identity, room), room, "[]");
    return browser;
  }

  /** A token of Twilio's own making. */
  static String token(TwilioBox box, String identity, String room) {
    VideoGrant grant = new VideoGrant();
    grant.setRoom(room);
    return jwt(box, box.account().accountSid(), box.account().apiKeySecret())
        .identity(identity)
        .grant(grant)
        .nbf(Date.from(box.clock().instant()))
        .ttl(3600)
        .build()
        .toJwt();
  }

  /** The beginning of a token of the box's key. */
  static AccessToken.Builder jwt(TwilioBox box, String account, String secret) {
    return new AccessToken.Builder(account, box.account().apiKeySid(), secret.getBytes(UTF_8));
  }

  static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  void connect(String token, String room, String tracks) {
    say(
        Json.createObjectBuilder(
                json(
                    "{'type':'connect','version':2,'peer_connections':["
                        + "{'id':'own','description':{'type':'offer','revision':1,'sdp':'s'}}],"
                        + "'participant':{'revision':1,'tracks':"
                        + tracks
                        + "}}"))
            .add("token", token)
            .add("name", room));
  }

  void say(String rsp) {
    say(Json.createObjectBuilder(json(rsp)));
  }

  private void say(JsonObjectBuilder rsp) {
    send(Json.createObjectBuilder().add("type", "msg").add("body", rsp).build());
  }

  /** Publishes tracks, written without version and type. */
  void publish(int revision, String tracks) {
    say(
        "{'type':'update','version':2,'participant':{'revision':"
            + revision
            + ",'tracks':"
            + tracks
            + "}}");
  }

  void negotiate(String id, String state) {
    say("{'type':'update','version':2,'peer_connections':[{'id':'" + id + "'," + state + "}]}");
  }

  void send(JsonObject frame) {
    sendText(frame.toString());
  }

  void sendText(String text) {
    try {
      socket.sendText(text, true).get(3, MINUTES);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The next message of the rooms that has a type, leaving out all before it. */
  JsonObject next(String type) {
    return next(type, _ -> true);
  }

  JsonObject next(String type, Predicate<JsonObject> wanted) {
    while (true) {
      JsonObject body = frame("msg").getJsonObject("body");
      if (body.getString("type").equals(type) && wanted.test(body)) {
        return body;
      }
    }
  }

  /** The state of a participant in the next update that mentions it. */
  JsonObject participant(String identity, Predicate<JsonObject> wanted) {
    JsonObject update =
        next(
            "update",
            body ->
                body.containsKey("participants")
                    && wanted.test(body.getJsonArray("participants").getJsonObject(0))
                    && body.getJsonArray("participants")
                        .getJsonObject(0)
                        .getString("identity")
                        .equals(identity));
    return update.getJsonArray("participants").getJsonObject(0);
  }

  JsonObject participantState(String identity, String state) {
    return participant(identity, participant -> participant.getString("state").equals(state));
  }

  /** The next update that passes on a negotiation. */
  JsonObject negotiated() {
    return next(
            "update",
            body ->
                body.containsKey("peer_connections")
                    && !body.getJsonArray("peer_connections").isEmpty())
        .getJsonArray("peer_connections")
        .getJsonObject(0);
  }

  /** The next frame of a type, leaving out all before it. */
  JsonObject frame(String type) {
    try {
      while (true) {
        JsonObject frame = arrived.poll(3, MINUTES);
        if (frame == null) {
          throw new AssertionError("nothing arrived while waiting for " + type);
        }
        if (frame.getString("type").equals(type)) {
          return frame;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether nothing arrived that was not taken. */
  boolean heardNothing() {
    return arrived.isEmpty();
  }

  /** Cuts the connection. */
  void cut() {
    socket.abort();
  }

  /** The status that the box closes it with. */
  int closed() throws Exception {
    return closed.get(3, MINUTES);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        arrived.add(json(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(Map.of());
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(status);
      return CompletableFuture.completedFuture(Map.of());
    }
  }
}
