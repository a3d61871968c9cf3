package app.pizoo.switchboard.voice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.voice.Twiml.Element;
import java.io.ByteArrayInputStream;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Read by the JDK's parser. */
class TwimlTest {
  private static Document parsed(String twiml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(twiml.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "</Say><Dial>+19005550100</Dial>",
        "\"/><Dial x=\"",
        "a & b &amp; 'c' \"d\" <e>",
        "tab\there\nline\r\nend",
        "é漢\ud83d\ude00",
        "]]>"
      })
  void text_and_attributes_arrive_as_they_were(String text) throws Exception {
    Document said = parsed(Twiml.response(Element.text("Say", text)));
    assertThat(said.getDocumentElement().getChildNodes().getLength()).isEqualTo(1);
    assertThat(said.getDocumentElement().getTextContent()).isEqualTo(text);
    Document attribute = parsed(Twiml.response(Element.of("Parameter", Map.of("value", text))));
    assertThat(
            attribute
                .getDocumentElement()
                .getFirstChild()
                .getAttributes()
                .getNamedItem("value")
                .getNodeValue())
        .isEqualTo(text);
  }

  @Test
  void characters_that_xml_forbids_are_left_out() throws Exception {
    String twiml = Twiml.response(Element.text("Say", "a\u0000b\u0008c\uffffd\ud800e"));
    assertThat(parsed(twiml).getDocumentElement().getTextContent()).isEqualTo("abcde");
  }
}
