package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call that Twilio asks about.
 *
 * @param sid the call
 * @param from {@code client:} and an identity for browsers, else a number or what the network gave
 * @param to whom the caller asked for, as it came; may be empty
 * @param ticket what the caller's token allows, as it travelled with the call
 * @param fields the caller's own fields, bounded
 */
record IncomingCall(
    String sid, String from, String to, Optional<String> ticket, Map<String, String> fields) {
  /** The field in which a token's permissions travel. */
  static final String PASS = "switchboardPass";

  /** The parameter by which the callee's browser learns who calls. */
  static final String CALLER_IDENTITY = "callerIdentity";

  private static final int MAX_FIELDS = 16;
  private static final int MAX_VALUE_LENGTH = 256;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  /** Fields that Twilio adds to a voice request (docs: TwiML, voice request). */
  private static final Pattern TWILIO =
      Pattern.compile(
          "CallSid|AccountSid|ApplicationSid|From|To|Called|Caller|CallStatus|Direction|ApiVersion"
              + "|ForwardedFrom|CallerName|ParentCallSid|CallToken|StirVerstat|StirPassportToken"
              + "|(From|To|Caller|Called)(City|State|Zip|Country)|Digits|msg|FinishedOnKey");

  static IncomingCall of(Parameters form) {
    Map<String, String> own = new LinkedHashMap<>();
    form.asMap()
        .forEach((name, values) -> {
          if (own.size() < MAX_FIELDS
              && NAME.matcher(name).matches()
              && !TWILIO.matcher(name).matches()
              && !name.equals(PASS)
              && !name.equals(CALLER_IDENTITY)
              && values.getFirst().length() <= MAX_VALUE_LENGTH) {
            own.put(name, values.getFirst());
          }
        });
    return new IncomingCall(
        form.text("CallSid"), form.text("From"), form.text("To"), form.first(PASS), own);
  }

  /** The browser's user, proven by the webhook's signature; empty if no browser calls. */
  Optional<String> browser() {
    return from.startsWith(VoiceIdentity.CLIENT)
        ? VoiceIdentity.decode(from.substring(VoiceIdentity.CLIENT.length()))
        : Optional.empty();
  }

  boolean isFromBrowser() {
    return from.startsWith(VoiceIdentity.CLIENT);
  }

  /** The requested user, if any: the part after {@code client:}. */
  String user() {
    return to.startsWith(VoiceIdentity.CLIENT) ? to.substring(VoiceIdentity.CLIENT.length()) : to;
  }

  /** Whether a number was asked for, though perhaps misspelled: it must not be kept as a name. */
  boolean meansNumber() {
    return asksForNumber() && to.strip().startsWith("+");
  }

  boolean asksForNumber() {
    return !to.startsWith(VoiceIdentity.CLIENT);
  }
}
