package app.pizoo.switchboard.mock.verify;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Writes verifications in the format of Twilio's API. */
final class VerifyJson {
  private final BoxContext context;

  VerifyJson(BoxContext context) {
    this.context = context;
  }

  JsonObject verification(Verification verification) {
    List<JsonBody> sends =
        verification.attempts().stream()
            .map(attempt ->
                JsonBody.object()
                    .put("time", TwilioDates.iso(attempt.created()))
                    .put("channel", attempt.channel().toUpperCase(Locale.ROOT))
                    .put("attempt_sid", attempt.sid()))
            .toList();
    return common(verification)
        .put("lookup", JsonBody.object())
        .put("send_code_attempts", sends)
        .put("sna", null)
        .put(
            "url",
            context.address().get()
                + "/v2/Services/"
                + verification.serviceSid()
                + "/Verifications/"
                + verification.sid())
        .build();
  }

  JsonObject check(Verification verification) {
    return common(verification).put("sna_attempts_error_codes", List.of()).build();
  }

  private JsonBody common(Verification verification) {
    // The response to the last possible check still has the previous status.
    String status = verification.status(context.clock().instant());
    return JsonBody.object()
        .put("sid", verification.sid())
        .put("service_sid", verification.serviceSid())
        .put("account_sid", context.account().accountSid())
        .put("to", verification.to())
        .put("channel", verification.channel())
        .put("status", status.equals("max_attempts_reached") ? "pending" : status)
        .put("valid", verification.isApproved())
        .put("amount", null)
        .put("payee", null)
        .put("date_created", TwilioDates.iso(verification.created()))
        .put("date_updated", TwilioDates.iso(verification.updated()));
  }
}
