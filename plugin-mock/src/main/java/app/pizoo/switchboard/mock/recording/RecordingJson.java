package app.pizoo.switchboard.mock.recording;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import jakarta.json.JsonObject;

/** Writes recordings in the format of Twilio's API. */
final class RecordingJson {
  private final BoxContext context;

  RecordingJson(BoxContext context) {
    this.context = context;
  }

  JsonObject of(Recording recording) {
    String uri = account() + "/Recordings/" + recording.sid();
    return common(recording)
        .put("uri", uri + ".json")
        .put("media_url", context.address().get() + uri)
        .put("subresource_uris", JsonBody.object())
        .build();
  }

  JsonObject ofCall(Recording recording) {
    return common(recording)
        .put(
            "uri",
            account()
                + "/Calls/"
                + recording.callSid()
                + "/Recordings/"
                + recording.sid()
                + ".json")
        .put("track", "both")
        .build();
  }

  private JsonBody common(Recording recording) {
    boolean open = recording.status().isOpen();
    return JsonBody.object()
        .put("account_sid", context.account().accountSid())
        .put("api_version", "2010-04-01")
        .put("call_sid", recording.callSid())
        .put("conference_sid", null)
        .put("date_created", TwilioDates.rfc2822(recording.started()))
        .put("date_updated", TwilioDates.rfc2822(recording.updated()))
        .put("start_time", TwilioDates.rfc2822(recording.started()))
        .put("duration", open ? null : String.valueOf(recording.duration().toSeconds()))
        .put("sid", recording.sid())
        .put("price", null)
        .put("price_unit", "USD")
        .put("status", recording.status().toString())
        .put("channels", recording.channels())
        .put("source", recording.source().toString())
        .put("error_code", null)
        .put("encryption_details", null);
  }

  private String account() {
    return "/2010-04-01/Accounts/" + context.account().accountSid();
  }
}
