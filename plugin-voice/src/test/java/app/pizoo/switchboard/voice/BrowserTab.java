package app.pizoo.switchboard.voice;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.JsonFields;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A user's browser: signs in with a token of the server's, and calls through the box. */
final class BrowserTab implements WebSocket.Listener {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final StringBuilder pieces = new StringBuilder();
  private final String sdp;
  private final WebSocket socket;
  private String callSid = "TJ" + "0".repeat(32);

  private BrowserTab(String sdp, URI signaling) {
    this.sdp = sdp;
    socket =
        CLIENT.newWebSocketBuilder().buildAsync(URI.create(signaling + "/signal"), this).join();
  }

  /** Opens a tab for a user, ready to call and to be called. */
  static BrowserTab open(VoiceFixture server, String user) throws InterruptedException {
    JsonObject answer = JsonFields.parse(server.token(user, "{}").body().getBytes(UTF_8)).object();
    BrowserTab tab =
        new BrowserTab(
            String.join(
                "\r\n",
                "v=0",
                "o=" + user + " 1 1 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                "a=mid:0",
                "a=rtpmap:111 opus/48000/2",
                ""),
            URI.create(answer.getString("signaling")));
    tab.send("listen", Map.of("token", answer.getString("token")));
    tab.next("connected");
    tab.send("register", Map.of("media", Map.of("audio", true)));
    tab.next("ready");
    return tab;
  }

  String sdp() {
    return sdp;
  }

  void calls(String to, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field -> "&" + field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("", "To=" + URLEncoder.encode(to, UTF_8), ""));
    send("invite", Map.of("callsid", callSid, "sdp", sdp, "twilio", Map.of("params", form)));
  }

  /** Answers with this tab's SDP. */
  void answers() {
    send("answer", Map.of("callsid", callSid, "sdp", sdp));
  }

  void declines() {
    send("reject", Map.of("callsid", callSid));
  }

  void hangsUp() {
    send("hangup", Map.of("callsid", callSid));
  }

  /** The next message of a type; others that come before are passed over. */
  JsonObject next(String type) throws InterruptedException {
    for (String text = take(); ; text = take()) {
      if (!text.isBlank()) {
        JsonObject message = JsonFields.parse(text.getBytes(UTF_8)).object();
        if (message.getString("type").equals(type)) {
          JsonObject payload = message.getJsonObject("payload");
          callSid = payload.getString("callsid", callSid);
          return payload;
        }
      }
    }
  }

  /** Twilio's code for why a call ended. */
  int hangupCode() throws InterruptedException {
    return next("hangup").getJsonObject("error").getInt("code");
  }

  private String take() throws InterruptedException {
    String text = texts.poll(3, TimeUnit.MINUTES);
    if (text == null) {
      throw new AssertionError("nothing came from the box");
    }
    return text;
  }

  private void send(String type, Map<String, ?> payload) {
    socket
        .sendText(
            JSON.createObjectBuilder(Map.of("type", type, "version", "1.6", "payload", payload))
                .build()
                .toString(),
            true)
        .join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket open, CharSequence text, boolean last) {
    pieces.append(text);
    if (last) {
      texts.add(pieces.toString());
      pieces.setLength(0);
    }
    open.request(1);
    return CompletableFuture.completedFuture(null);
  }
}
