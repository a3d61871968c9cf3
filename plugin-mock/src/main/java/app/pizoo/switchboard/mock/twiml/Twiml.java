package app.pizoo.switchboard.mock.twiml;

import java.util.List;

/**
 * A TwiML document for a call.
 *
 * @param verbs the verbs in order
 * @param warnings the ignored schema violations
 */
public record Twiml(List<Verb> verbs, List<String> warnings) {
  /** Returns a document without verbs, which ends the call. */
  public static Twiml empty() {
    return new Twiml(List.of(), List.of());
  }

  /**
   * Parses a document. * @throws TwimlException if it is not XML (12100) or the root is not {@code
   * <Response>} (12102)
   */
  public static Twiml parse(String xml) throws TwimlException {
    return TwimlReader.read(xml);
  }
}
