package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.http.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call for which Twilio requests TwiML.
 *
 * @param sid the call
 * @param from {@code client:} and an identity for browsers, else a number or what the telephone
 *     network sent
 * @param to the requested callee, unchanged; may be empty
 * @param ticket the permission ticket from the caller's token
 * @param fields the caller's own parameters, bounded
 */
record IncomingCall(
    String sid, String from, String to, Optional<String> ticket, Map<String, String> fields) {
  /** The parameter that carries the permission ticket of a token. */
  static final String TICKET = "switchboardPass";

  /** The parameter that carries the caller's identity to the callee's browser. */
  static final String CALLER_IDENTITY = "callerIdentity";

  private static final int MAX_FIELDS = 16;
  private static final int MAX_VALUE_LENGTH = 256;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  /**
   * The parameters that Twilio adds to a voice request (Twilio's documentation: TwiML Voice,
   * request parameters).
   */
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
              && !name.equals(TICKET)
              && !name.equals(CALLER_IDENTITY)
              && values.getFirst().length() <= MAX_VALUE_LENGTH) {
            own.put(name, values.getFirst());
          }
        });
    return new IncomingCall(
        form.text("CallSid"), form.text("From"), form.text("To"), form.first(TICKET), own);
  }

  /**
   * The user of the calling browser, authenticated by the webhook's signature; empty if a phone
   * calls.
   */
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

  /**
   * Whether the callee looks like a number, perhaps a misspelled one, which must not be stored as a
   * name.
   */
  boolean meansNumber() {
    return asksForNumber() && to.strip().startsWith("+");
  }

  boolean asksForNumber() {
    return !to.startsWith(VoiceIdentity.CLIENT);
  }
}
