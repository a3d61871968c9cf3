package app.pizoo.switchboard.spi.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
  @Test
  void unknown_fields_are_ignored_and_null_counts_as_left_out() {
    JsonFields fields = JsonFields.parse("{\"a\":\"x\",\"b\":null,\"z\":[1,{}]}".getBytes(UTF_8));
    assertThat(fields.text("a", 1)).isEqualTo("x");
    assertThat(fields.findText("b", 1)).isEmpty();
    assertThat(fields.findText("c", 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "\"a\"",
        "null",
        "{\"a\":1}x",
        "{\"a\":1,\"a\":2}",
        "{\"o\":{\"a\":1,\"a\":1}}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":\"\\ud8\"}",
        "{} {}"
      })
  void bodies_that_are_not_strict_json_objects_are_refused(String text) {
    assertThat(refused(() -> JsonFields.parse(text.getBytes(UTF_8))).field()).contains("body");
  }

  @Test
  void invalid_utf_8_is_refused() {
    refused(() -> JsonFields.parse("{\"a\":\"\u00e9\"}".getBytes(ISO_8859_1)));
  }

  @Test
  void more_values_than_a_request_needs_are_refused() {
    String most = "0,".repeat(998) + "0]}";
    JsonFields fields = JsonFields.parse(("{\"a\":[" + most).getBytes(UTF_8));
    assertThat(fields.object().getJsonArray("a")).hasSize(999);
    Problem problem = refused(() -> JsonFields.parse(("{\"a\":[0," + most).getBytes(UTF_8)));
    assertThat(problem.detail()).contains("1000 values");
  }

  @Test
  void deep_nesting_is_refused_before_the_stack_ends() {
    refused(() -> JsonFields.parse(("{\"a\":" + "[".repeat(30_000)).getBytes(UTF_8)));
    refused(() ->
        JsonFields.parse(("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}").getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "true", "[]", "{}", "\"\"", "\"four\"", "\"\\ud800\"", "\"\\u0000\"", "null"})
  void a_text_that_does_not_fit_names_its_field(String value) {
    JsonFields fields = JsonFields.parse(("{\"phone\":" + value + "}").getBytes(UTF_8));
    assertThat(refused(() -> fields.text("phone", 3)).field()).contains("phone");
  }

  @Test
  void length_counts_characters_and_not_code_units() {
    JsonFields fields = JsonFields.parse("{\"a\":\"\ud83d\ude00\ud83d\ude00\"}".getBytes(UTF_8));
    assertThat(fields.text("a", 2)).hasSize(4);
  }

  private static Problem refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    Problem problem = catchThrowableOfType(Problem.class, work);
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo(ProblemCode.REQUEST_INVALID);
    return problem;
  }
}
