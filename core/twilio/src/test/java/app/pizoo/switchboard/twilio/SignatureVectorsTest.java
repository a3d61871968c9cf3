package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Headers;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors that Twilio's libraries are tested with. */
final class SignatureVectorsTest {
  private static final String TOKEN = "12345";
  private static final String FORM =
      "Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B14158675309"
          + "&From=%2B14158675309";
  private static final String U = "mycompany.com/myapp.php?foo=1&bar=2";
  private static final String JSON = "{\"property\": \"value\", \"boolean\": true}";
  private static final String HASH =
      "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

  private final WebhookSignature guard = TestWebhooks.signature(List.of(TOKEN));

  @ParameterizedTest
  @CsvSource({
    "https://mycompany.com/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    "https://mycompany.com:443/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=",
    "https://mycompany.com/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=",
    "https://mycompany.com:443/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    "http://mycompany.com:80/myapp.php?foo=1&bar=2, 0ZXoZLH/DfblKGATFgpif+LLRf4=",
    "http://mycompany.com/myapp.php?foo=1&bar=2, 0ZXoZLH/DfblKGATFgpif+LLRf4=",
    "http://mycompany.com:1234/myapp.php?foo=1&bar=2, Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
    "https://mycompany.com/myapp.php, 1xaxFBvyzXYvWplzNOSs28HWO94=",
    "https://user:pass@mycompany.com/myapp.php?foo=1&bar=2, CukzLTc1tT5dXEDIHm/tKBanW10=",
    "https://user:pass@mycompany.com:443/myapp.php?foo=1&bar=2, CukzLTc1tT5dXEDIHm/tKBanW10=",
    "https://user:pass@mycompany.com:443/myapp.php?foo=1&bar=2, ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=",
    "https://user:pass@mycompany.com/myapp.php?foo=1&bar=2, ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=",
    "https://user@mycompany.com/myapp.php?foo=1&bar=2, 2YRLlVAflCqxaNicjMpJcSTgzSs=",
    "https://mycompany.com/myapp.php?foo=1&bar=2#rt=1000, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
  })
  void the_form_signed_with_this_address_is_admitted(String url, String signature) {
    admitted(form(url, FORM, signature));
    refused(form(url, FORM.replace("1234", "1235"), signature));
    refused(form(url.replace("myapp", "hisapp"), FORM, signature));
  }

  @Test
  void what_older_clients_of_twilio_encode_in_queries_may_arrive_raw() {
    String signature = "TfZzewPq8wqrGlMfyAud8+/IvJ0=";
    admitted(form("https://" + U + "&Body=It's+amazing", FORM, signature));
    admitted(form("https://" + U + "&Body=It%27s+amazing", FORM, signature));
    refused(form("https://" + U + "&Body=Its+amazing", FORM, signature));
  }

  @ParameterizedTest
  @CsvSource({
    "%2B1325xxxxxxx, %2B1415xxxxxxx",
    "%2B1415xxxxxxx, %2B1325xxxxxxx",
  })
  void repeated_names_keep_all_values_in_any_order(String one, String other) {
    String signature = "83O6e2vORAoJHUNzJjDWN1jz+BA=";
    String name = "MessagingBinding.Address=";
    admitted(form("https://" + U, name + one + "&" + name + other, signature));
    admitted(form("https://" + U, name + one + "&" + name + other + "&" + name + one, signature));
    refused(form("https://" + U, name + one, signature));
  }

  @Test
  void empty_values_are_signed_as_their_names() {
    String signature = "9HHp/OqQMEwdrVebHDdA/+tqjX8=";
    admitted(form("https://" + U, "Digits=&CallSid=CA1234567890ABCDE&EmptyParam=", signature));
    refused(form("https://" + U, "Digits=&CallSid=CA1234567890ABCDE", signature));
  }

  @Test
  void special_characters_are_signed_decoded() {
    String encoded =
        "Message=Hello+%26+goodbye%21+%40%23%24%25%5E%2A%28%29&From=%2B1+%28415%29+867-5309"
            + "&Special=unicode%3A+%C3%B1%C3%A1%C3%A9%C3%AD%C3%B3%C3%BA";
    admitted(form("https://" + U, encoded, "dCPiR4WtQ6QFN6pJh81CtlCcWLQ="));
  }

  @Test
  void without_parameters_the_address_alone_is_signed() {
    String signature = "zYQTYrRWXE7LtzbG4PfP7/bkkGo=";
    admitted(signed(Request.of("GET", "https://" + U), signature));
    admitted(form("https://" + U, "", signature));
    refused(form("https://" + U, "a=b", signature));
  }

  @Test
  void the_question_mark_of_an_empty_query_may_be_lost_on_the_way() {
    String signature = "WJnATni56mN/wkMRrSAPChtnU8w=";
    admitted(signed(Request.of("GET", "https://mycompany.com/myapp.php?"), signature));
    admitted(signed(Request.of("GET", "https://mycompany.com/myapp.php"), signature));
    refused(signed(Request.of("GET", "https://mycompany.com/myapp.php?a"), signature));
  }

  @ParameterizedTest
  @CsvSource({
    "https://mycompany.com/myapp.php?foo=1&bar=2&, a9nBmqA0ju/hNViExpshrM61xv4=",
    "https://mycompany.com/myapp.php?, y77kIzt2vzLz71DgmJGsen2scGs=",
  })
  void other_bodies_are_bound_by_their_hash(String url, String signature) {
    admitted(json(url + HASH, JSON, signature));
    refused(json(url + HASH, JSON.replace("true", "false"), signature));
    refused(json(url + HASH + "&" + HASH, JSON, signature));
    refused(json(url + HASH.replace("0a1f", "0A1F"), JSON, signature));
  }

  @Test
  void a_body_without_a_hash_in_the_address_is_refused() {
    refused(json("https://" + U, JSON, "zYQTYrRWXE7LtzbG4PfP7/bkkGo="));
    refused(json("https://" + U + "&bodySHA256=%", JSON, "zYQTYrRWXE7LtzbG4PfP7/bkkGo="));
  }

  @Test
  void both_tokens_are_honoured_while_they_are_rotated() {
    WebhookSignature rotating = TestWebhooks.signature(List.of("another", TOKEN));
    Request request = form("https://" + U, FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    assertThat(rotating.admit(request).caller().subject()).isEqualTo("twilio");
    assertThatThrownBy(() -> TestWebhooks.signature(List.of("another")).admit(request))
        .isInstanceOf(Problem.class);
  }

  @Test
  void a_missing_signature_has_its_own_code() {
    assertThat(problem(Request.of("GET", "https://" + U)))
        .isEqualTo(TwilioProblemCodes.SIGNATURE_MISSING);
  }

  @Test
  void two_signatures_are_refused() {
    String right = "zYQTYrRWXE7LtzbG4PfP7/bkkGo=";
    Request two =
        new Request(
            "GET",
            "/",
            "https://" + U,
            Map.of(),
            Headers.of(Map.of("x-twilio-signature", List.of(right, right))),
            new byte[0],
            "127.0.0.1",
            "test",
            Caller.anonymous());
    refused(two);
  }

  @ParameterizedTest
  @CsvSource({"a=%", "a=%zz", "a=%ff%fe", "%c3%28=1"})
  void a_form_that_cannot_be_decoded_is_a_wrong_signature(String body) {
    refused(form("https://" + U, body, "zYQTYrRWXE7LtzbG4PfP7/bkkGo="));
  }

  @ParameterizedTest
  @CsvSource(value = {"''", "x", "zYQTYrRWXE7LtzbG4PfP7/bkkGo", "é=", "null"})
  void anything_else_is_no_signature(String signature) {
    refused(signed(Request.of("GET", "https://" + U), signature));
  }

  @Test
  void nothing_is_admitted_without_a_token() {
    assertThatThrownBy(() -> TestWebhooks.signature(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_guard_asks_for_the_body() {
    assertThat(guard.needsBody()).isTrue();
    assertThat(guard.name()).isEqualTo("signed");
  }

  private void admitted(Request request) {
    assertThat(guard.admit(request).caller().subject()).isEqualTo("twilio");
  }

  private void refused(Request request) {
    assertThat(problem(request)).isEqualTo(TwilioProblemCodes.SIGNATURE_INVALID);
  }

  private ProblemCode problem(Request request) {
    try {
      guard.admit(request);
    } catch (Problem problem) {
      return problem.code();
    }
    throw new AssertionError("admitted");
  }

  private static Request form(String url, String body, String signature) {
    Request request = Request.of("POST", url);
    return signed(
        request.withBody(
            "application/x-www-form-urlencoded; charset=UTF-8", body.getBytes(US_ASCII)),
        signature);
  }

  private static Request json(String url, String body, String signature) {
    return signed(
        Request.of("POST", url).withBody("application/json", body.getBytes(UTF_8)), signature);
  }

  private static Request signed(Request request, String signature) {
    return request.withHeader("X-Twilio-Signature", signature);
  }

  @Test
  void texts_are_sorted_by_their_utf8_bytes() {
    String[] characters = {
      "", "A", "a", "~", "\u007f", "é", "\ud7ff", "\ue000", "\uffff", "😀", "\udbff\udfff"
    };
    List<String> texts = new ArrayList<>();
    for (String first : characters) {
      for (String second : characters) {
        texts.add(first + second);
      }
    }
    for (String one : texts) {
      for (String other : texts) {
        assertThat(Integer.signum(WebhookSignature.compareAsUtf8(one, other)))
            .isEqualTo(
                Integer.signum(Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8))));
      }
    }
  }
}
