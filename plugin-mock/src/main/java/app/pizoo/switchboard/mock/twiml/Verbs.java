package app.pizoo.switchboard.mock.twiml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Converts valid elements to verbs with Twilio's defaults. */
final class Verbs {
  private static final int MAX_NOUNS = 10;
  private static final int MAX_DIGITS = 1000;

  private Verbs() {}

  static Verb of(Element element) {
    return switch (element.name()) {
      case "Say", "Play", "Pause" -> prompt(element);
      case "Gather" -> gather(element);
      case "Record" -> record(element);
      case "Dial" -> dial(element);
      case "Redirect" -> new Verb.Redirect(new Target(element.text(), element.method("method")));
      case "Reject" -> new Verb.Reject(element.text("reason", "").equals("busy"));
      case "Hangup" -> new Verb.Hangup();
      case "Sms", "Message" ->
          new Verb.Sms(
              element.find("to"),
              element.find("from"),
              element.text(),
              element.target("action", "method"),
              element.find("statusCallback").map(url -> new Target(url, "POST")));
      default -> new Verb.Unknown(element.name());
    };
  }

  private static Verb.Prompt prompt(Element element) {
    int loop = element.number("loop", 1);
    return switch (element.name()) {
      case "Say" -> new Verb.Say(element.text(), loop);
      case "Pause" -> new Verb.Pause(element.number("length", 1));
      default ->
          element
              .find("digits")
              .<Verb.Prompt>map(Verb.Tones::new)
              .orElseGet(() -> new Verb.Play(element.text(), loop));
    };
  }

  private static Verb gather(Element element) {
    return new Verb.Gather(
        element.target("action", "method").or(() -> itself(element)),
        element.number("timeout", 5),
        Math.min(element.number("numDigits", 0), MAX_DIGITS),
        element.text("finishOnKey", "#"),
        element.flag("actionOnEmptyResult"),
        element.children().stream().map(Verbs::prompt).toList());
  }

  private static Verb record(Element element) {
    return new Verb.RecordVoice(
        element.target("action", "method").or(() -> itself(element)),
        element.number("timeout", 5),
        Math.max(1, element.number("maxLength", 3600)),
        element.text("finishOnKey", "1234567890*#"),
        element.target("recordingStatusCallback", "recordingStatusCallbackMethod"),
        events(element, "recordingStatusCallbackEvent", Set.of("completed")));
  }

  /** The default action is the document's own URL. */
  private static Optional<Target> itself(Element element) {
    return Optional.of(new Target("", element.method("method")));
  }

  private static Verb dial(Element element) {
    Stream<Verb.Noun> plain =
        Stream.of(element.text())
            .filter(text -> !text.isEmpty() && element.children().isEmpty())
            .map(text ->
                new Verb.Noun(text, Map.of(), "", Optional.empty(), Optional.empty(), Set.of()));
    Optional<Element> foreign =
        element.children().stream()
            .filter(noun -> !noun.name().equals("Client") && !noun.name().equals("Number"))
            .findFirst();
    if (foreign.isPresent()) {
      return new Verb.Unknown(foreign.get().name());
    }
    List<Verb.Noun> nouns =
        Stream.concat(plain, element.children().stream().map(Verbs::noun))
            .limit(MAX_NOUNS)
            .toList();
    return new Verb.Dial(
        element.target("action", "method"),
        element.number("timeout", 30),
        Math.max(1, element.number("timeLimit", 14_400)),
        element.flag("hangupOnStar"),
        element.flag("answerOnBridge"),
        element.flag("sequential"),
        element.find("callerId").filter(id -> !id.isBlank()),
        recording(element.text("record", "do-not-record")),
        element.target("recordingStatusCallback", "recordingStatusCallbackMethod"),
        events(element, "recordingStatusCallbackEvent", Set.of("completed")),
        nouns);
  }

  private static String recording(String value) {
    return switch (value) {
      case "true" -> "record-from-answer";
      case "false" -> "do-not-record";
      default -> value;
    };
  }

  private static Verb.Noun noun(Element element) {
    Map<String, String> parameters = new LinkedHashMap<>();
    String identity = element.text();
    for (Element child : element.children()) {
      if (child.name().equals("Identity")) {
        identity = child.text();
      } else {
        parameters.put(child.text("name", ""), child.text("value", ""));
      }
    }
    boolean client = element.name().equals("Client");
    Optional<Target> callback = element.target("statusCallback", "statusCallbackMethod");
    return new Verb.Noun(
        client ? "client:" + identity : identity,
        parameters,
        element.text("sendDigits", ""),
        element.target("url", "method"),
        callback,
        events(
            element, "statusCallbackEvent", callback.isPresent() ? Set.of("completed") : Set.of()));
  }

  private static Set<String> events(Element element, String attribute, Set<String> fallback) {
    return element
        .find(attribute)
        .map(text ->
            Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet()))
        .orElse(fallback);
  }
}
