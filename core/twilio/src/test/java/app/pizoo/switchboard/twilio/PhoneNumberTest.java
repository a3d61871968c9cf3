package app.pizoo.switchboard.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.spi.http.Problem;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhoneNumberTest {
  @ParameterizedTest
  @ValueSource(strings = {"+1234567890", "+1234567", "+123456789012345", "+998901234567"})
  void e164_is_taken(String text) {
    PhoneNumber number = PhoneNumber.parse(text, "phone");
    assertThat(number.value()).isEqualTo(text);
    assertThat(number).isEqualTo(PhoneNumber.parse(text, "to")).hasSameHashCodeAs(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "1234567890",
        "+0234567890",
        "+123456",
        "+1234567890123456",
        "+1 234567890",
        "+1234567890 ",
        "+1234567890\n",
        "+12345٦7890",
        "+１234567890",
        "tel:+1234567890"
      })
  void anything_else_is_refused_without_being_repeated(String text) {
    assertThatThrownBy(() -> PhoneNumber.parse(text, "phone"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(TwilioProblemCodes.PHONE_INVALID);
              assertThat(problem.field()).contains("phone");
              assertThat(problem.detail()).isEqualTo("expected a number like +12025550123");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "+1234567890, +1•••••7890",
    "+12025550123, +1•••••0123",
    "+79031234567, +7•••••4567",
    "+442071838750, +44•••••8750",
    "+998901234567, +998•••••4567",
    "+1234567, +1•••••567",
    "+9981234, +998•••••34",
  })
  void numbers_print_masked(String number, String masked) {
    assertThat(PhoneNumber.parse(number, "phone")).hasToString(masked);
  }

  @Test
  void calling_codes_agree_with_the_numbering_plans() {
    assertThat(PhoneNumberUtil.getInstance().getSupportedCallingCodes())
        .hasSizeGreaterThan(200)
        .allSatisfy(code ->
            assertThat(CallingCodes.length("+" + code + "5550123"))
                .as("+" + code)
                .isEqualTo(Integer.toString(code).length()));
  }
}
