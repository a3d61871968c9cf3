package app.pizoo.switchboard.mock.twiml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element with the attributes and children that the schema allows. */
record Element(String name, Map<String, String> attributes, String text, List<Element> children) {

  Optional<String> find(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  String text(String attribute, String otherwise) {
    return find(attribute).orElse(otherwise);
  }

  int number(String attribute, int otherwise) {
    return find(attribute).map(Integer::valueOf).orElse(otherwise);
  }

  boolean flag(String attribute) {
    return find(attribute).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** The address in an attribute, and how it is asked. */
  Optional<Target> target(String url, String method) {
    return find(url).filter(text -> !text.isBlank()).map(text -> new Target(text, method(method)));
  }

  String method(String attribute) {
    return text(attribute, "POST");
  }
}
