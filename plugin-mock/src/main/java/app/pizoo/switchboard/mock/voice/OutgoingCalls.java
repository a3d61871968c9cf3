package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.call.DeviceCall;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.token.AccessToken;
import java.util.LinkedHashMap;
import java.util.Map;

/** Starts the calls that one browser makes. */
final class OutgoingCalls {
  private static final int MAX_PARAMS_LENGTH = 8192;

  private final VoiceContext context;
  private final VoiceClient client;

  OutgoingCalls(VoiceContext context, VoiceClient client) {
    this.context = context;
    this.client = client;
  }

  void call(AccessToken token, Frame invite) {
    VoiceGrant grant = VoiceGrant.of(token);
    String sid = invite.field("callsid");
    String sdp = invite.field("sdp");
    String params = invite.object("twilio").getString("params", "");
    if (params.length() > MAX_PARAMS_LENGTH) {
      client.hangUp(sid, 31103, "Maximum parameter length exceeded");
    } else if (sid.isEmpty() || sid.length() > 64 || !Sdp.isOne(sdp) || !client.hasRoom()) {
      client.hangUp(sid, 31400, "Bad request");
    } else if (grant.applicationSid().isEmpty()) {
      client.hangUp(sid, 31002, "Connection declined");
    } else {
      String offer = Sdp.withoutTelephoneEvents(sdp);
      VoiceLeg leg = new VoiceLeg(context, client, sid, offer);
      client.keep(leg);
      leg.attach(
          context
              .calls()
              .call(
                  new DeviceCall(
                      token.identity(),
                      grant.applicationSid(),
                      fields(params),
                      grant.params(),
                      offer),
                  leg));
    }
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      Parameters params = Parameters.parse(form);
      params.names().forEach(name -> fields.put(name, params.all(name).getFirst()));
    } catch (IllegalArgumentException e) {
      // The SDK encodes the parameters; invalid encoding counts as no parameters.
    }
    return fields;
  }
}
