package app.pizoo.switchboard.mock.twiml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element with the valid attributes and children. */
record Element(String name, Map<String, String> attributes, String text, List<Element> children) {

  Optional<String> find(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  String text(String attribute, String fallback) {
    return find(attribute).orElse(fallback);
  }

  int number(String attribute, int fallback) {
    return find(attribute).map(Integer::valueOf).orElse(fallback);
  }

  boolean flag(String attribute) {
    return find(attribute).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** Returns the URL in an attribute with its HTTP method. */
  Optional<Target> target(String url, String method) {
    return find(url).filter(text -> !text.isBlank()).map(text -> new Target(text, method(method)));
  }

  String method(String attribute) {
    return text(attribute, "POST");
  }
}
