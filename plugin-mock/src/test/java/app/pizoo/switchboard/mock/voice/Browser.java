package app.pizoo.switchboard.mock.voice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.json.JsonBody;
import com.twilio.jwt.accesstoken.AccessToken;
import com.twilio.jwt.accesstoken.VoiceGrant;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A voice browser as the box sees it: sends and receives PStream messages. */
final class Browser implements WebSocket.Listener {
  static final String SDP =
      String.join(
          "\r\n",
          "v=0",
          "o=- 1 2 IN IP4 127.0.0.1",
          "s=-",
          "t=0 0",
          "m=audio 9 UDP/TLS/RTP/SAVPF 111 0 110 126",
          "a=mid:0",
          "a=rtpmap:111 opus/48000/2",
          "a=fmtp:111 minptime=10",
          "a=rtpmap:0 PCMU/8000",
          "a=rtpmap:110 telephone-event/48000",
          "a=rtpmap:126 telephone-event/8000",
          "a=fmtp:126 0-15",
          "");

  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final StringBuilder pieces = new StringBuilder();
  private final WebSocket socket;

  Browser(HttpClient client, URI box) throws Exception {
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + box.getAuthority() + "/signal"), this)
            .get(3, TimeUnit.MINUTES);
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

  @Override
  public CompletionStage<?> onClose(WebSocket open, int code, String reason) {
    texts.add("closed " + code);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket open, Throwable error) {
    texts.add("broken");
  }

  Browser send(String type, Map<String, ?> payload) {
    return sendText(JsonBody.object().put("type", type).put("payload", payload).build().toString());
  }

  Browser sendText(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  /** Reads the next message, which must be of that type. */
  JsonObject next(String type) throws Exception {
    String text = nextText();
    Frame frame = Frame.parse(text).orElseThrow(() -> new AssertionError("no message: " + text));
    assertThat(frame.type()).as(text).isEqualTo(type);
    return frame.payload();
  }

  /** The next text that is no heartbeat. */
  String nextText() throws Exception {
    String text = Frame.HEARTBEAT;
    while (text.equals(Frame.HEARTBEAT)) {
      text = nextRaw();
    }
    return text;
  }

  /** Returns the next text, including heartbeats. */
  String nextRaw() throws Exception {
    return Optional.ofNullable(texts.poll(3, TimeUnit.MINUTES))
        .orElseThrow(() -> new AssertionError("nothing came from the box"));
  }

  /** The code of the error that comes next. */
  int nextError() throws Exception {
    return next("error").getJsonObject("error").getInt("code");
  }

  /** Signs in and is ready to be called. */
  Browser register(String token) throws Exception {
    send("listen", Map.of("token", token)).next("connected");
    send("register", Map.of("media", Map.of("audio", true))).next("ready");
    return this;
  }

  Browser invite(String sid, String params) {
    return send("invite", Map.of("callsid", sid, "sdp", SDP, "twilio", Map.of("params", params)));
  }

  void breakOff() {
    socket.abort();
  }

  static String token(String identity, int seconds) {
    VoiceGrant grant = new VoiceGrant();
    grant.setIncomingAllow(true);
    grant.setOutgoingApplication(BoxAccount.fixed().voiceApplicationSid(), Map.of("permit", "yes"));
    return token(identity, seconds, grant);
  }

  static String token(String identity, int seconds, VoiceGrant grant) {
    BoxAccount account = BoxAccount.fixed();
    return new AccessToken.Builder(
            account.accountSid(), account.apiKeySid(), account.apiKeySecret().getBytes(UTF_8))
        .identity(identity)
        .ttl(seconds)
        .grant(grant)
        .build()
        .toJwt();
  }
}
