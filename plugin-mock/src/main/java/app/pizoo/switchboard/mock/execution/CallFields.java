package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.webhook.Webhook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields of a form that tells a program about a call; Twilio's own replace all others. */
final class CallFields {
  /** Names that only Twilio may use, sent or not. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(Call|Account|Application|ParentCall)Sid|From|To|Called|Caller"
              + "|CallStatus|Direction|ApiVersion|ForwardedFrom|CallerName|CallToken|Digits"
              + "|FinishedOnKey|msg|StirVerstat|StirPassportToken|ErrorCode|ErrorUrl"
              + "|(From|To|Caller|Called)(City|State|Zip|Country)|(Dial|Recording)[A-Z]\\w*");

  private final Map<String, String> fields = new LinkedHashMap<>();

  /** What is always told of a call. */
  static CallFields of(String accountSid, Call call) {
    CallFields told =
        new CallFields()
            .put("CallSid", call.sid())
            .put("AccountSid", accountSid)
            .put("From", call.leg().from())
            .put("To", call.leg().to())
            .put("Caller", call.leg().from())
            .put("Called", call.leg().to())
            .put("CallStatus", call.status().toString())
            .put("Direction", call.leg().direction())
            .put("ApiVersion", "2010-04-01");
    call.leg().parent().ifPresent(parent -> told.put("ParentCallSid", parent));
    return told;
  }

  /** Adds a caller's own fields, except those that would pass for Twilio's. */
  CallFields putOwn(Map<String, String> own) {
    own.forEach((name, value) -> {
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
