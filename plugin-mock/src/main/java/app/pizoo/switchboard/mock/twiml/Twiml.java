package app.pizoo.switchboard.mock.twiml;

import java.util.List;

/**
 * A document for a call.
 *
 * @param verbs what is done, in order
 * @param warnings what did not fit the schema and is left out
 */
public record Twiml(List<Verb> verbs, List<String> warnings) {
  /** No verbs: the call ends. */
  public static Twiml empty() {
    return new Twiml(List.of(), List.of());
  }

  /**
   * Reads a document.
   *
   * @throws BrokenTwiml if it is no XML (12100) or no response (12102)
   */
  public static Twiml parse(String xml) throws BrokenTwiml {
    return TwimlReader.read(xml);
  }
}
