package app.pizoo.switchboard.mock.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twilio's published vectors, and Twilio's own validator as an oracle. */
class SignatureTest {
  private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
  private static final List<Webhook.Field> FORM =
      List.of(
          field("Digits", "1234"),
          field("CallSid", "CA1234567890ABCDE"),
          field("To", "+18005551212"),
          field("Caller", "+14158675309"),
          field("From", "+14158675309"));

  private final Signature signature = new Signature("12345");

  @ParameterizedTest
  @CsvSource({
    "https://mycompany.com/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    "https://mycompany.com/myapp.php?foo=1&bar=2#rc=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    "https://mycompany.com:443/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=",
    "http://mycompany.com:80/myapp.php?foo=1&bar=2, 0ZXoZLH/DfblKGATFgpif+LLRf4=",
    "http://mycompany.com:1234/myapp.php?foo=1&bar=2, Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
    "https://mycompany.com/myapp.php, 1xaxFBvyzXYvWplzNOSs28HWO94=",
    "https://user:pass@mycompany.com/myapp.php?foo=1&bar=2, CukzLTc1tT5dXEDIHm/tKBanW10=",
    "https://user:pass@mycompany.com:443/myapp.php?foo=1&bar=2, ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=",
    "https://user@mycompany.com/myapp.php?foo=1&bar=2, 2YRLlVAflCqxaNicjMpJcSTgzSs="
  })
  void a_form_is_signed_as_published(String url, String expected) {
    assertThat(signature.of(url, FORM)).isEqualTo(expected);
  }

  @Test
  void an_address_alone_is_signed_as_published() {
    assertThat(signature.of(URL, List.of())).isEqualTo("zYQTYrRWXE7LtzbG4PfP7/bkkGo=");
  }

  @Test
  void repeated_names_are_signed_as_published_in_any_order() {
    Webhook.Field one = field("MessagingBinding.Address", "+1325xxxxxxx");
    Webhook.Field two = field("MessagingBinding.Address", "+1415xxxxxxx");
    String expected = "83O6e2vORAoJHUNzJjDWN1jz+BA=";
    assertThat(signature.of(URL, List.of(one, two))).isEqualTo(expected);
    assertThat(signature.of(URL, List.of(two, one))).isEqualTo(expected);
    assertThat(signature.of(URL, List.of(two, one, two))).isEqualTo(expected);
  }

  @Test
  void empty_values_and_special_characters_are_signed_as_published() {
    assertThat(
            signature.of(
                URL,
                List.of(
                    field("Digits", ""),
                    field("CallSid", "CA1234567890ABCDE"),
                    field("EmptyParam", ""))))
        .isEqualTo("9HHp/OqQMEwdrVebHDdA/+tqjX8=");
    assertThat(
            signature.of(
                URL,
                List.of(
                    field("Message", "Hello & goodbye! @#$%^*()"),
                    field("From", "+1 (415) 867-5309"),
                    field("Special", "unicode: ñáéíóú"))))
        .isEqualTo("dCPiR4WtQ6QFN6pJh81CtlCcWLQ=");
  }

  @RepeatedTest(200)
  void twilios_own_validator_accepts_any_form(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Map<String, String> form = new HashMap<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      form.put(text(random, 1), text(random, 0));
    }
    List<Webhook.Field> fields = new ArrayList<>();
    form.forEach((name, value) -> fields.add(field(name, value)));
    String url =
        "http://127.0.0.1:" + (1024 + random.nextInt(60_000)) + "/api/x?y=" + random.nextInt();
    assertThat(new RequestValidator("12345").validate(url, form, signature.of(url, fields)))
        .isTrue();
  }

  private static String text(Random random, int min) {
    StringBuilder text = new StringBuilder();
    for (int i = min + random.nextInt(20); i > 0; i--) {
      text.appendCodePoint(
          random.nextBoolean() ? 33 + random.nextInt(90) : 0xA1 + random.nextInt(5000));
    }
    return text.toString();
  }

  private static Webhook.Field field(String name, String value) {
    return new Webhook.Field(name, value);
  }
}
