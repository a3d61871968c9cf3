package app.pizoo.switchboard.mock.message;

import app.pizoo.switchboard.mock.webhook.WebhookResponse;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Parses messaging TwiML. */
final class MessageTwiml {
  private static final DocumentBuilderFactory FACTORY = DocumentBuilderFactory.newDefaultInstance();

  private MessageTwiml() {}

  /** A message to send, to another recipient if the TwiML names one. */
  record Reply(Optional<String> to, String body) {}

  /** The response is not valid messaging TwiML. Contains Twilio's error code. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;

    Broken(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  static List<Reply> parse(WebhookResponse answer) throws Broken {
    if (answer.body().isBlank()) {
      return List.of();
    }
    String type = answer.contentType().toLowerCase(Locale.ROOT);
    if (type.startsWith("text/plain")) {
      return List.of(new Reply(Optional.empty(), answer.body()));
    }
    if (!type.contains("xml")) {
      throw new Broken(12300);
    }
    Element response = document(answer.body());
    if (!response.getTagName().equals("Response")) {
      throw new Broken(12200);
    }
    List<Reply> replies = new ArrayList<>();
    NodeList verbs = response.getChildNodes();
    for (int i = 0; i < verbs.getLength(); i++) {
      if (verbs.item(i) instanceof Element verb) {
        if (!verb.getTagName().equals("Message")) {
          throw new Broken(12200);
        }
        replies.add(reply(verb));
      }
    }
    return replies;
  }

  private static Reply reply(Element message) {
    NodeList bodies = message.getElementsByTagName("Body");
    Node text = bodies.getLength() > 0 ? bodies.item(0) : message;
    String to = message.getAttribute("to");
    return new Reply(Optional.of(to).filter(number -> !number.isEmpty()), text.getTextContent());
  }

  private static Element document(String xml) throws Broken {
    try {
      DocumentBuilder builder = builder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw new Broken(12100);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Every JDK has an XML parser", e);
    }
  }

  private static DocumentBuilder builder() throws ParserConfigurationException {
    synchronized (FACTORY) {
      FACTORY.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return FACTORY.newDocumentBuilder();
    }
  }
}
