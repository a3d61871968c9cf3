package app.pizoo.switchboard.mock.voice;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.call.LegHandle;
import app.pizoo.switchboard.mock.call.Ring;
import app.pizoo.switchboard.mock.json.JsonBody;
import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/** The payload of an incoming call. */
final class InvitePayload {
  private InvitePayload() {}

  static JsonBody of(VoiceContext context, VoiceLeg leg, LegHandle line, Ring ring) {
    return JsonBody.object()
        .put("callsid", line.callSid())
        .put("sdp", ring.offer().orElseGet(() -> context.silence().offer()))
        .put("reconnect", leg.reconnectToken())
        .put(
            "parameters",
            JsonBody.object()
                .put("CallSid", line.callSid())
                .put("AccountSid", context.box().account().accountSid())
                .put("From", ring.from())
                .put("To", ring.to())
                .put("Params", form(ring.parameters())));
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
