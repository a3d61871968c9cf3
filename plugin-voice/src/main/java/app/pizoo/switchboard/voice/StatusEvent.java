package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.http.Parameters;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reported status of one leg of a call.
 *
 * @param sid the leg
 * @param parentSid the leg that dialed it, or the empty text
 * @param durationSeconds the connected time; 0 until the leg ends
 * @param from the caller
 * @param to the callee
 */
record StatusEvent(
    String sid, String parentSid, CallStatus status, long durationSeconds, Party from, Party to) {
  private static final Pattern SID = Pattern.compile("CA[0-9a-fA-F]{32}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** Reads a status callback; empty if the status is unknown. */
  static Optional<StatusEvent> find(Parameters form, KeyedHashes keyedHashes) {
    return find(
        form.text("CallSid"),
        form.text("ParentCallSid"),
        form.text("CallStatus"),
        form.text("CallDuration"),
        Party.from(form.text("From"), keyedHashes),
        Party.of(form.text("To"), keyedHashes));
  }

  /** Reads the end of a dialed leg, as {@code <Dial>} reports it. */
  static Optional<StatusEvent> ofDial(Parameters form) {
    String status = form.text("DialCallStatus");
    return find(
        form.text("DialCallSid"),
        form.text("CallSid"),
        // Here, "answered" is reported only after the leg has ended.
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
        .map(parsed ->
            new StatusEvent(
                sid,
                isSid(parent) ? parent : "",
                parsed,
                NUMBER.matcher(duration).matches() ? Long.parseLong(duration) : 0,
                from,
                to));
  }

  /** Whether a text is a call SID. */
  static boolean isSid(String text) {
    return SID.matcher(text).matches();
  }

  /** The SID of the call, which is the SID of its first leg. */
  String call() {
    return parentSid.isEmpty() ? sid : parentSid;
  }
}
