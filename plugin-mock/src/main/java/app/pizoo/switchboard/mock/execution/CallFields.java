package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.webhook.Webhook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The form fields of a webhook about a call. Twilio's own fields override custom ones. */
final class CallFields {
  /** Names that are reserved for Twilio, whether the box sends them or not. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(Call|Account|Application|ParentCall)Sid|From|To|Called|Caller"
              + "|CallStatus|Direction|ApiVersion|ForwardedFrom|CallerName|CallToken|Digits"
              + "|FinishedOnKey|msg|StirVerstat|StirPassportToken|ErrorCode|ErrorUrl"
              + "|(From|To|Caller|Called)(City|State|Zip|Country)|(Dial|Recording)[A-Z]\\w*");

  private final Map<String, String> fields = new LinkedHashMap<>();

  /** Returns the fields that every webhook about a call has. */
  static CallFields of(String accountSid, Call call) {
    CallFields fields =
        new CallFields()
            .put("CallSid", call.sid())
            .put("AccountSid", accountSid)
            .put("From", call.parties().from())
            .put("To", call.parties().to())
            .put("Caller", call.parties().from())
            .put("Called", call.parties().to())
            .put("CallStatus", call.status().toString())
            .put("Direction", call.parties().direction())
            .put("ApiVersion", "2010-04-01");
    call.parties().parent().ifPresent(parent -> fields.put("ParentCallSid", parent));
    return fields;
  }

  /** Adds the caller's custom fields, except those with reserved names. */
  CallFields putCustom(Map<String, String> custom) {
    custom.forEach((name, value) -> {
      if (!RESERVED.matcher(name).matches()) {
        fields.put(name, value);
      }
    });
    return this;
  }

  CallFields put(String name, String value) {
    fields.put(name, value);
    return this;
  }

  CallFields putAll(Map<String, String> more) {
    fields.putAll(more);
    return this;
  }

  List<Webhook.Field> list() {
    return fields.entrySet().stream()
        .map(field -> new Webhook.Field(field.getKey(), field.getValue()))
        .toList();
  }
}
