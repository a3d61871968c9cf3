package app.pizoo.switchboard.mock.twiml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwimlTest {
  @Test
  void verbs_are_read_in_order_with_twilios_defaults() throws Exception {
    Twiml twiml =
        Twiml.parse(
            "<?xml version='1.0' encoding='UTF-8'?><!-- hi --><Response>"
                + "<Say>A &amp; <![CDATA[<B>]]> <emphasis>C</emphasis></Say><Pause/>"
                + "<Play digits='1w2'/><Redirect/><Hangup/></Response>");
    assertThat(twiml.warnings()).isEmpty();
    assertThat(twiml.verbs())
        .containsExactly(
            new Verb.Say("A & <B> C", 1),
            new Verb.Pause(1),
            new Verb.Tones("1w2"),
            new Verb.Redirect(new Target("", "POST")),
            new Verb.Hangup());
  }

  @Test
  void a_dial_has_nouns_or_a_number() throws Exception {
    Twiml twiml =
        Twiml.parse(
            "<Response><Dial record='true' timeLimit='0'><Client statusCallback='/s'><Identity>bob"
                + "</Identity><Parameter name='a' value='1'/></Client><Number>+14155550123</Number>"
                + "</Dial><Dial>+14155550124</Dial></Response>");
    Verb.Dial nouns = (Verb.Dial) twiml.verbs().getFirst();
    assertThat(nouns.timeout()).isEqualTo(30);
    assertThat(nouns.timeLimit()).isEqualTo(1);
    assertThat(nouns.record()).isEqualTo("record-from-answer");
    assertThat(nouns.nouns().getFirst().address()).isEqualTo("client:bob");
    assertThat(nouns.nouns().getFirst().parameters()).containsEntry("a", "1");
    assertThat(nouns.nouns().getFirst().events()).containsExactly("completed");
    assertThat(nouns.nouns().getLast().address()).isEqualTo("+14155550123");
    Verb.Dial number = (Verb.Dial) twiml.verbs().getLast();
    assertThat(number.nouns().getFirst().address()).isEqualTo("+14155550124");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Hello",
        "<Response>",
        "<Response/><Response/>",
        "<!DOCTYPE Response><Response/>",
        "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Response><Say>&e;</Say></Response>",
        "<Response><Say>&nbsp;</Say></Response>"
      })
  void what_is_no_plain_xml_is_refused(String xml) {
    assertThatExceptionOfType(TwimlException.class)
        .isThrownBy(() -> Twiml.parse(xml))
        .satisfies(broken -> assertThat(broken.code()).isEqualTo(12100));
  }

  @Test
  void deep_documents_are_refused() {
    String deep =
        "<Response><Say>" + "<p>".repeat(5000) + "</p>".repeat(5000) + "</Say></Response>";
    assertThatExceptionOfType(TwimlException.class).isThrownBy(() -> Twiml.parse(deep));
  }

  @Test
  void warnings_are_bounded() throws Exception {
    Twiml twiml = Twiml.parse("<Response>" + "<Shout/>".repeat(5000) + "</Response>");
    assertThat(twiml.verbs()).isEmpty();
    assertThat(twiml.warnings()).hasSize(20);
  }

  @ParameterizedTest
  @CsvSource({
    "/b, http://host/a/x?y=1, http://host/b",
    "b, http://host/a/x?y=1, http://host/a/b",
    "?z=2, http://host/a/x?y=1, http://host/a/x?z=2",
    "'', http://host/a/x?y=1, http://host/a/x?y=1",
    "https://other/#rc=2, http://host/a, https://other/#rc=2",
    "/b, '', /b",
    "not an address, http://host/a, not an address"
  })
  void addresses_are_relative_to_the_document(String url, String document, String absolute) {
    assertThat(new Target(url, "POST").against(document)).isEqualTo(absolute);
  }
}
