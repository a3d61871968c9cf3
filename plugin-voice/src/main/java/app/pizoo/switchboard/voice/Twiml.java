package app.pizoo.switchboard.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes TwiML: elements with escaped attributes and text, without characters that XML 1.0 forbids.
 */
final class Twiml {
  private final List<String> parts = new ArrayList<>();

  private Twiml() {}

  /** A TwiML document with these verbs. */
  static String response(Element... verbs) {
    Twiml out = new Twiml();
    out.parts.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.write(new Element("Response", Map.of(), "", List.of(verbs)));
    return String.join("", out.parts);
  }

  /**
   * Rejects the call. A comment gives the reason to engineers who read the TwiML in Twilio's
   * console or the box; the caller does not hear it.
   */
  static String refusal(String reason) {
    return response(Element.of("Reject", Map.of("reason", "rejected")))
        + "<!-- refused: "
        + reason
        + " -->";
  }

  /**
   * An element.
   *
   * @param attributes in the order of output
   * @param text before the children; usually one of both is empty
   */
  record Element(String name, Map<String, String> attributes, String text, List<Element> children) {

    static Element of(String name, Map<String, String> attributes, Element... children) {
      return new Element(name, attributes, "", List.of(children));
    }

    static Element text(String name, String text) {
      return new Element(name, Map.of(), text, List.of());
    }
  }

  private void write(Element element) {
    parts.add("<" + element.name());
    element
        .attributes()
        .forEach((name, value) -> parts.add(" " + name + "=\"" + escaped(value) + "\""));
    if (element.text().isEmpty() && element.children().isEmpty()) {
      parts.add("/>");
      return;
    }
    parts.add(">" + escaped(element.text()));
    element.children().forEach(this::write);
    parts.add("</" + element.name() + ">");
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .filter(Twiml::isAllowed)
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            // Unescaped, an XML parser would replace them with spaces in attributes.
            case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
            default -> out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  /** XML 1.0, section 2.2. */
  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
