package app.pizoo.switchboard.mock.twiml;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Parses a document. What the schema does not allow is ignored with a warning. */
final class TwimlReader {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_WARNINGS = 20;

  private final List<String> warnings = new ArrayList<>();

  private TwimlReader() {}

  static Twiml read(String xml) throws TwimlException {
    org.w3c.dom.Element root = document(xml);
    if (!root.getTagName().equals("Response")) {
      throw new TwimlException(12102, "The root element must be Response");
    }
    TwimlReader reader = new TwimlReader();
    List<Verb> verbs = reader.checked(root).children().stream().<Verb>map(Verbs::of).toList();
    return new Twiml(verbs, List.copyOf(reader.warnings));
  }

  private Element checked(org.w3c.dom.Element found) {
    String name = found.getTagName();
    TwimlSchema.Rule rule = TwimlSchema.of(name);
    List<Element> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    NodeList nodes = found.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof org.w3c.dom.Text) {
        text.append(node.getNodeValue());
      } else if (node instanceof org.w3c.dom.Element child && TwimlSchema.knows(name)) {
        if (!rule.children().contains(child.getTagName())) {
          warn("<" + child.getTagName() + "> is not expected in <" + name + ">");
        } else if (name.equals("Say")) {
          // SSML elements change how a text sounds, not its words.
          text.append(child.getTextContent());
        } else {
          children.add(checked(child));
        }
      }
    }
    return new Element(name, attributes(found, rule), text.toString().strip(), children);
  }

  private Map<String, String> attributes(org.w3c.dom.Element found, TwimlSchema.Rule rule) {
    Map<String, String> kept = new LinkedHashMap<>();
    NamedNodeMap attributes = found.getAttributes();
    for (int i = 0; TwimlSchema.knows(found.getTagName()) && i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      Pattern form = rule.attributes().get(attribute.getNodeName());
      String where = attribute.getNodeName() + " of <" + found.getTagName() + ">";
      if (form == null) {
        if (!attribute.getNodeName().startsWith("xml")) {
          warn("Attribute " + where + " is not expected");
        }
      } else if (!form.matcher(attribute.getNodeValue()).matches()) {
        warn("Attribute " + where + " has no allowed value");
      } else {
        kept.put(attribute.getNodeName(), attribute.getNodeValue());
      }
    }
    return kept;
  }

  private void warn(String warning) {
    if (warnings.size() < MAX_WARNINGS) {
      warnings.add(warning);
    }
  }

  private static org.w3c.dom.Element document(String xml) throws TwimlException {
    try {
      DocumentBuilder builder = builder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(xml.strip()))).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw new TwimlException(12100, "Document parse failure");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Every JDK has an XML parser", e);
    }
  }

  private static DocumentBuilder builder() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute("jdk.xml.maxElementDepth", String.valueOf(MAX_DEPTH));
    factory.setCoalescing(true);
    factory.setIgnoringComments(true);
    return factory.newDocumentBuilder();
  }
}
