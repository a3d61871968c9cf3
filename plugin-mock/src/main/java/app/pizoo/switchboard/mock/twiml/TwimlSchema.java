package app.pizoo.switchboard.mock.twiml;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The schema of voice TwiML: the allowed attributes and children of each element. */
final class TwimlSchema {
  private static final String ANY = ".*";
  private static final String URL = "\\S*";
  private static final String METHOD = "GET|POST";
  private static final String FLAG = "(?i)true|false";
  private static final String SECONDS = "\\d{1,6}";
  private static final String KEYS = "[0-9*#]*";
  private static final String TONES = "[0-9*#wWA-Da-d]*";
  private static final String EVENTS = words("initiated|ringing|answered|completed");
  private static final String RECORDING_EVENTS = words("in-progress|completed|absent");
  private static final String TRIM = "trim-silence|do-not-trim";
  private static final String[] SSML = {
    "break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w", "mark"
  };
  private static final Map<String, Rule> RULES = new HashMap<>();

  static {
    allow(
        "Response",
        "Connect Dial Echo Enqueue Gather Hangup Leave Message Pause Pay Play Prompt Queue Record"
            + " Redirect Refer Reject Say Sms Start Stop");
    allow(
        "Dial",
        "Application Client Conference Number Queue Sim Sip WhatsApp",
        "action",
        URL,
        "method",
        METHOD,
        "timeout",
        SECONDS,
        "timeLimit",
        SECONDS,
        "hangupOnStar",
        FLAG,
        "answerOnBridge",
        FLAG,
        "sequential",
        FLAG,
        "callerId",
        ANY,
        "record",
        "do-not-record|record-from-(answer|ringing)(-dual)?|true|false",
        "recordingStatusCallback",
        URL,
        "recordingStatusCallbackMethod",
        METHOD,
        "recordingStatusCallbackEvent",
        RECORDING_EVENTS,
        "recordingTrack",
        "both|inbound|outbound",
        "recordingConfigurationId",
        ANY,
        "trim",
        TRIM,
        "ringTone",
        ANY,
        "referUrl",
        URL,
        "referMethod",
        METHOD,
        "events",
        ANY,
        "passports",
        ANY);
    allow(
        "Number",
        "",
        "sendDigits",
        TONES,
        "url",
        URL,
        "method",
        METHOD,
        "statusCallback",
        URL,
        "statusCallbackMethod",
        METHOD,
        "statusCallbackEvent",
        EVENTS,
        "byoc",
        ANY,
        "machineDetection",
        ANY,
        "amdStatusCallback",
        URL,
        "amdStatusCallbackMethod",
        METHOD,
        "machineDetectionTimeout",
        SECONDS,
        "machineDetectionSpeechThreshold",
        SECONDS,
        "machineDetectionSpeechEndThreshold",
        SECONDS,
        "machineDetectionSilenceTimeout",
        SECONDS);
    allow(
        "Client",
        "Identity Parameter",
        "url",
        URL,
        "method",
        METHOD,
        "statusCallback",
        URL,
        "statusCallbackMethod",
        METHOD,
        "statusCallbackEvent",
        EVENTS,
        "clientNotificationUrl",
        URL);
    allow("Identity", "");
    allow("Parameter", "", "name", ANY, "value", ANY);
    allow("Say", String.join(" ", SSML), "voice", ANY, "language", ANY, "loop", SECONDS);
    allow("Play", "", "loop", SECONDS, "digits", TONES);
    allow("Pause", "", "length", SECONDS);
    allow(
        "Gather",
        "Say Play Pause",
        "input",
        words("dtmf|speech"),
        "action",
        URL,
        "method",
        METHOD,
        "timeout",
        SECONDS,
        "numDigits",
        SECONDS,
        "finishOnKey",
        KEYS,
        "actionOnEmptyResult",
        FLAG,
        "bargeIn",
        FLAG,
        "speechTimeout",
        "auto|\\d+",
        "maxSpeechTime",
        SECONDS,
        "profanityFilter",
        FLAG,
        "partialResultCallback",
        URL,
        "partialResultCallbackMethod",
        METHOD,
        "language",
        ANY,
        "hints",
        ANY,
        "debug",
        FLAG,
        "speechModel",
        ANY,
        "enhanced",
        FLAG);
    allow(
        "Record",
        "",
        "action",
        URL,
        "method",
        METHOD,
        "timeout",
        SECONDS,
        "maxLength",
        SECONDS,
        "finishOnKey",
        KEYS,
        "playBeep",
        FLAG,
        "trim",
        TRIM,
        "recordingStatusCallback",
        URL,
        "recordingStatusCallbackMethod",
        METHOD,
        "recordingStatusCallbackEvent",
        RECORDING_EVENTS,
        "transcribe",
        FLAG,
        "transcribeCallback",
        URL,
        "recordingConfigurationId",
        ANY);
    allow("Redirect", "", "method", METHOD);
    allow("Reject", "Parameter", "reason", "rejected|busy");
    allow("Hangup", "Parameter");
    for (String message : new String[] {"Sms", "Message"}) {
      allow(
          message,
          "",
          "to",
          ANY,
          "from",
          ANY,
          "action",
          URL,
          "method",
          METHOD,
          "statusCallback",
          URL);
    }
  }

  private TwimlSchema() {}

  /**
   * The allowed content of one element.
   *
   * @param children the names of allowed children
   * @param attributes the pattern of each attribute's value
   */
  record Rule(Set<String> children, Map<String, Pattern> attributes) {}

  /** Returns the rule for an element; empty for elements without one. */
  static Rule of(String name) {
    return RULES.getOrDefault(name, new Rule(Set.of(), Map.of()));
  }

  /** Returns whether there is a rule; the box ignores elements without one. */
  static boolean knows(String name) {
    return RULES.containsKey(name);
  }

  private static void allow(String name, String children, String... attributes) {
    Map<String, Pattern> forms = new HashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      forms.put(attributes[i], Pattern.compile(attributes[i + 1], Pattern.DOTALL));
    }
    Set<String> names =
        children.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(children.split(" ")));
    RULES.put(name, new Rule(names, Map.copyOf(forms)));
  }

  private static String words(String one) {
    return "\\s*((" + one + ")(\\s+|$))*";
  }
}
