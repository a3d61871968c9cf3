package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.voice.Twiml.Element;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Translates outcomes to TwiML. */
record CallTwiml(Supplier<URI> publicUrl) {
  private static final String EVENTS = "initiated ringing answered completed";
  private static final String NOBODY_THERE =
      "We are sorry, nobody can take your call right now. Goodbye.";

  String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.RingUser user -> Twiml.response(dial(Map.of(), client(user)));
      case Outcome.RingPhone phone ->
          Twiml.response(
              dial(
                  Map.of("callerId", phone.callerId().value()),
                  new Element("Number", callbacks(), phone.number().value(), List.of())));
      case Outcome.Apologize apology -> apology();
      case Outcome.Refuse refusal -> Twiml.refusal(refusal.reason().publicName());
    };
  }

  /**
   * The TwiML after a dialed leg has ended: phones hear an apology, browsers show the end
   * themselves.
   */
  String afterDial(String status, boolean fromBrowser) {
    boolean answered = status.equals("completed") || status.equals("answered");
    return answered || fromBrowser ? Twiml.response(Element.of("Hangup", Map.of())) : apology();
  }

  private static String apology() {
    return Twiml.response(Element.text("Say", NOBODY_THERE), Element.of("Hangup", Map.of()));
  }

  private Element dial(Map<String, String> more, Element noun) {
    Map<String, String> attributes = new LinkedHashMap<>();
    // Without this, Twilio answers the caller's leg before the callee has answered.
    attributes.put("answerOnBridge", "true");
    attributes.put("timeout", "30");
    attributes.put("timeLimit", "3600");
    attributes.put("action", address(VoiceRoutes.DIALED));
    attributes.put("method", "POST");
    attributes.putAll(more);
    return Element.of("Dial", attributes, noun);
  }

  private Element client(Outcome.RingUser user) {
    List<Element> children = new ArrayList<>();
    children.add(Element.text("Identity", user.client()));
    children.add(parameter(IncomingCall.CALLER_IDENTITY, user.caller()));
    user.fields().forEach((name, value) -> children.add(parameter(name, value)));
    return new Element("Client", callbacks(), "", children);
  }

  private static Element parameter(String name, String value) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", name);
    attributes.put("value", value);
    return Element.of("Parameter", attributes);
  }

  private Map<String, String> callbacks() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("statusCallback", address(VoiceRoutes.STATUS));
    attributes.put("statusCallbackEvent", EVENTS);
    attributes.put("statusCallbackMethod", "POST");
    return attributes;
  }

  private String address(String path) {
    return publicUrl.get() + path;
  }
}
