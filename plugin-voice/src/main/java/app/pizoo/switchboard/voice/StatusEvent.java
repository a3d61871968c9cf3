package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Parameters;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a status callback tells.
 *
 * @param sid the leg
 * @param parentSid the leg that dialled it, or the empty text
 * @param durationSeconds how long it was connected; 0 before its end
 */
record StatusEvent(String sid, String parentSid, CallStatus status, long durationSeconds) {
  private static final Pattern SID = Pattern.compile("CA[0-9a-fA-F]{32}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** The event of a callback; empty if it is none that is known. */
  static Optional<StatusEvent> find(Parameters form) {
    String sid = form.text("CallSid");
    if (!SID.matcher(sid).matches()) {
      return Optional.empty();
    }
    String parent = form.first("ParentCallSid").filter(t -> SID.matcher(t).matches()).orElse("");
    long duration =
        form.first("CallDuration")
            .filter(text -> NUMBER.matcher(text).matches())
            .map(Long::parseLong)
            .orElse(0L);
    return CallStatus.find(form.text("CallStatus"))
        .map(status -> new StatusEvent(sid, parent, status, duration));
  }
}
