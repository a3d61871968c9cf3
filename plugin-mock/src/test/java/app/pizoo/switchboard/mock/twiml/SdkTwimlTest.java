package app.pizoo.switchboard.mock.twiml;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.testing.CallFixture;
import app.pizoo.switchboard.mock.testing.TestDevice;
import com.twilio.http.HttpMethod;
import com.twilio.twiml.TwiML;
import com.twilio.twiml.VoiceResponse;
import com.twilio.twiml.voice.Client;
import com.twilio.twiml.voice.Dial;
import com.twilio.twiml.voice.Gather;
import com.twilio.twiml.voice.Hangup;
import com.twilio.twiml.voice.Identity;
import com.twilio.twiml.voice.Number;
import com.twilio.twiml.voice.Parameter;
import com.twilio.twiml.voice.Pause;
import com.twilio.twiml.voice.Play;
import com.twilio.twiml.voice.Record;
import com.twilio.twiml.voice.Redirect;
import com.twilio.twiml.voice.Reject;
import com.twilio.twiml.voice.Say;
import com.twilio.twiml.voice.Sms;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The box accepts and executes the TwiML that Twilio's own library writes. */
class SdkTwimlTest {
  private final CallFixture fixture = new CallFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Dial.class,
        Say.class,
        Play.class,
        Pause.class,
        Gather.class,
        Record.class,
        Redirect.class,
        Reject.class,
        Hangup.class,
        Sms.class
      })
  void every_attribute_of_a_verb_is_known(Class<? extends TwiML> verb) throws Exception {
    assertKnown(xml(verb));
  }

  @ParameterizedTest
  @ValueSource(classes = {Number.class, Client.class})
  void every_attribute_of_a_noun_is_known(Class<? extends TwiML> noun) throws Exception {
    assertKnown("<Dial>" + xml(noun) + "</Dial>");
  }

  private static void assertKnown(String verb) throws Exception {
    var twiml = app.pizoo.switchboard.mock.twiml.Twiml.parse("<Response>" + verb + "</Response>");
    assertThat(twiml.warnings()).as(verb).isEmpty();
    assertThat(twiml.verbs()).singleElement().isNotInstanceOf(Verb.Unknown.class);
  }

  /** The element with every attribute that the library can write. */
  private static String xml(Class<? extends TwiML> type) throws Exception {
    Class<?> builderType = Class.forName(type.getName() + "$Builder");
    Constructor<?> constructor =
        Arrays.stream(builderType.getConstructors())
            .min((a, b) -> Integer.compare(a.getParameterCount(), b.getParameterCount()))
            .orElseThrow();
    Object builder =
        constructor.newInstance(
            Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> sample(parameter).orElseThrow())
                .toArray());
    for (Method method : builderType.getMethods()) {
      if (method.getReturnType() == builderType
          && method.getParameterCount() == 1
          && !method.getName().equals("fromXml")
          && !method.getName().startsWith("add")) {
        Optional<Object> value = sample(method.getGenericParameterTypes()[0]);
        if (value.isPresent()) {
          method.invoke(builder, value.get());
        }
      }
    }
    TwiML element = (TwiML) builderType.getMethod("build").invoke(builder);
    return element.toXml().replaceFirst("^<\\?xml[^>]*>", "");
  }

  private static Optional<Object> sample(Type type) {
    if (type == String.class) {
      return Optional.of("1");
    }
    if (type == Integer.class) {
      return Optional.of(1);
    }
    if (type == Boolean.class) {
      return Optional.of(true);
    }
    if (type == URI.class) {
      return Optional.of(URI.create("/next"));
    }
    if (type == HttpMethod.class) {
      return Optional.of(HttpMethod.GET);
    }
    if (type instanceof Class<?> named && named.isEnum()) {
      return Optional.of(named.getEnumConstants()[0]);
    }
    if (type instanceof ParameterizedType list) {
      return sample(list.getActualTypeArguments()[0]).map(List::of);
    }
    return Optional.empty();
  }

  @Test
  void a_program_that_is_written_with_the_library_is_carried_out() throws Exception {
    fixture
        .receiver()
        .answer(
            200,
            "text/xml",
            new VoiceResponse.Builder()
                .say(new Say.Builder("Welcome").voice(Say.Voice.ALICE).build())
                .gather(
                    new Gather.Builder()
                        .numDigits(1)
                        .action("/choice")
                        .method(HttpMethod.POST)
                        .say(new Say.Builder("Press one").build())
                        .build())
                .build()
                .toXml());
    fixture.ann().calls(fixture.number());
    fixture.seconds(1);
    fixture
        .receiver()
        .answer(
            200,
            "text/xml",
            new VoiceResponse.Builder()
                .dial(
                    new Dial.Builder()
                        .timeout(10)
                        .client(
                            new Client.Builder()
                                .identity(new Identity.Builder("bob").build())
                                .parameter(
                                    new Parameter.Builder().name("topic").value("cats").build())
                                .build())
                        .number(new Number.Builder(CallFixture.BOB).build())
                        .build())
                .build()
                .toXml());
    TestDevice bob = new TestDevice(fixture, "bob").registers();
    fixture.ann().presses("1");
    fixture.awaitIdle();
    assertThat(fixture.ann().hears()).containsExactly("Welcome", "Press one");
    assertThat(bob.ring().parameters()).containsEntry("topic", "cats");
    assertThat(fixture.bob().isRinging()).isTrue();
    fixture.seconds(1);
    assertThat(fixture.bob().isTalking()).isTrue();
    assertThat(bob.notes()).containsExactly("ring", "canceled");
    assertThat(fixture.problems()).isEmpty();
  }
}
