package app.pizoo.switchboard.mock.message;

import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import jakarta.json.JsonObject;

/** Writes messages in the format of Twilio's API. */
final class MessageJson {
  private final String accountSid;

  MessageJson(String accountSid) {
    this.accountSid = accountSid;
  }

  JsonObject of(Message message) {
    String uri = "/2010-04-01/Accounts/" + accountSid + "/Messages/" + message.sid();
    boolean waits = message.status().equals("accepted");
    return JsonBody.object()
        .put("account_sid", accountSid)
        .put("api_version", "2010-04-01")
        .put("body", message.body())
        .put("date_created", TwilioDates.rfc2822(message.created()))
        .put("date_sent", message.sent().map(TwilioDates::rfc2822))
        .put("date_updated", TwilioDates.rfc2822(message.updated()))
        .put("direction", message.direction())
        .put("error_code", message.error().isPresent() ? message.error().getAsInt() : null)
        .put("error_message", null)
        .put("from", waits ? null : message.from())
        .put("messaging_service_sid", message.serviceSid())
        .put("num_media", String.valueOf(message.media()))
        .put("num_segments", waits ? "0" : String.valueOf(Segments.count(message.body())))
        .put("price", null)
        .put("price_unit", "USD")
        .put("sid", message.sid())
        .put("status", message.status())
        .put("subresource_uris", JsonBody.object().put("media", uri + "/Media.json"))
        .put("to", message.to())
        .put("uri", uri + ".json")
        .build();
  }
}
