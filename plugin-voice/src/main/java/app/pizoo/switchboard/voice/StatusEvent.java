package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Parameters;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reported status of one leg of a call.
 *
 * @param sid the leg
 * @param parentSid the leg that dialed it, or the empty text
 * @param durationSeconds how long it was connected; 0 before its end
 * @param from who calls
 * @param to who is called
 */
record StatusEvent(
    String sid, String parentSid, CallStatus status, long durationSeconds, Party from, Party to) {
  private static final Pattern SID = Pattern.compile("CA[0-9a-fA-F]{32}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** The event of a status callback; empty if it is none that is known. */
  static Optional<StatusEvent> find(Parameters form, KeyedHashes keyedHashes) {
    return find(
        form.text("CallSid"),
        form.text("ParentCallSid"),
        form.text("CallStatus"),
        form.text("CallDuration"),
        Party.from(form.text("From"), keyedHashes),
        Party.of(form.text("To"), keyedHashes));
  }

  /** The event of a dialed leg's end, as {@code <Dial>} reports it. */
  static Optional<StatusEvent> ofDial(Parameters form) {
    String status = form.text("DialCallStatus");
    return find(
        form.text("DialCallSid"),
        form.text("CallSid"),
        // Twilio reports that the leg was answered only at its end.
        status.equals("answered") ? CallStatus.COMPLETED.twilioName() : status,
        form.text("DialCallDuration"),
        Party.UNKNOWN,
        Party.UNKNOWN);
  }

  static Optional<StatusEvent> find(
      String sid, String parent, String status, String duration, Party from, Party to) {
    if (!isSid(sid)) {
      return Optional.empty();
    }
    return CallStatus.find(status)
        .map(known ->
            new StatusEvent(
                sid,
                isSid(parent) ? parent : "",
                known,
                NUMBER.matcher(duration).matches() ? Long.parseLong(duration) : 0,
                from,
                to));
  }

  /** Whether a text names a leg. */
  static boolean isSid(String text) {
    return SID.matcher(text).matches();
  }

  /** The call that the leg belongs to, named by its first leg. */
  String call() {
    return parentSid.isEmpty() ? sid : parentSid;
  }
}
