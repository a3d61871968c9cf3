package app.pizoo.switchboard.mock.call;

import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import jakarta.json.JsonObject;

/** Writes calls in the format of Twilio's API. */
final class CallJson {
  private final String accountSid;

  CallJson(String accountSid) {
    this.accountSid = accountSid;
  }

  JsonObject of(Call call) {
    String uri = "/2010-04-01/Accounts/" + accountSid + "/Calls/" + call.sid();
    boolean over = call.status().isFinal();
    return JsonBody.object()
        .put("sid", call.sid())
        .put("account_sid", accountSid)
        .put("parent_call_sid", call.parties().parent())
        .put("to", call.parties().to())
        .put("to_formatted", call.parties().to())
        .put("from", call.parties().from())
        .put("from_formatted", call.parties().from())
        .put("phone_number_sid", null)
        .put("status", call.status().toString())
        .put("start_time", call.started().map(TwilioDates::rfc2822))
        .put("end_time", call.ended().map(TwilioDates::rfc2822))
        .put("duration", over ? String.valueOf(call.duration().toSeconds()) : null)
        .put("price", null)
        .put("price_unit", "USD")
        .put("direction", call.parties().direction())
        .put("answered_by", null)
        .put("api_version", "2010-04-01")
        .put("forwarded_from", null)
        .put("group_sid", null)
        .put("caller_name", null)
        .put("queue_time", "0")
        .put("trunk_sid", null)
        .put("date_created", TwilioDates.rfc2822(call.created()))
        .put("date_updated", TwilioDates.rfc2822(call.updated()))
        .put("uri", uri + ".json")
        .put("subresource_uris", JsonBody.object().put("recordings", uri + "/Recordings.json"))
        .build();
  }
}
