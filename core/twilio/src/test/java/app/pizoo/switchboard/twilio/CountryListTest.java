package app.pizoo.switchboard.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.spi.http.Problem;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CountryListTest {
  private static final String NEW_YORK = "+12125550123";
  private static final String TORONTO = "+14165550123";
  private static final String JAMAICA = "+18765230123";
  private static final String JERSEY = "+447797712345";

  @Test
  void countries_of_one_calling_code_are_distinguished() {
    Countries list = CountryList.parse("US,GB");
    assertThat(list.allow(number(NEW_YORK))).isTrue();
    assertThat(list.allow(number("+442071838750"))).isTrue();
    assertThat(list.allow(number(TORONTO))).isFalse();
    assertThat(list.allow(number(JAMAICA))).isFalse();
    assertThat(list.allow(number(JERSEY))).isFalse();
    assertThat(CountryList.parse("CA, JM").allow(number(TORONTO))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1234567890", "+999123456789"})
  void numbers_of_no_country_are_on_no_list(String text) {
    assertThat(CountryList.parse("US,CA").allow(number(text))).isFalse();
    assertThat(CountryList.parse("all").allow(number(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+881612345678",
        "+870773111632",
        "+882161234567",
        "+979123456789",
        "+19002345678",
        "+448431234567",
        "+449012345678"
      })
  void satellites_premium_rate_and_shared_cost_are_never_served(String text) {
    for (String list : new String[] {"US,CA,GB", "all"}) {
      Countries countries = CountryList.parse(list);
      assertThat(countries.allow(number(text))).isFalse();
      assertThat(catchThrowableOfType(Problem.class, () -> countries.admit(number(text), "phone")))
          .isNotNull();
    }
    assertThat(
            catchThrowableOfType(Problem.class, () -> CountryList.ALL.admit(number(text), "phone"))
                .code())
        .isEqualTo(TwilioProblemCodes.DESTINATION_UNAVAILABLE);
  }

  /** Networks ignore surplus digits: one phone would have many keys in rate limits. */
  @ParameterizedTest
  @ValueSource(strings = {"+390612345678901", "+491100000000", "+5215512345678"})
  void unassigned_numbers_are_on_no_list_even_if_a_code_has_one_country(String text) {
    assertThat(CountryList.parse("IT,DE,MX").allow(number(text))).isFalse();
    assertThat(CountryList.parse("all").allow(number(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+112125550123", "+4402071838750", "+330123456789"})
  void a_line_has_one_number_and_other_spellings_are_refused(String text) {
    for (String list : new String[] {"US,GB,FR", "all"}) {
      Countries countries = CountryList.parse(list);
      assertThat(countries.allow(number(text))).isFalse();
      assertThatThrownBy(() -> countries.admit(number(text), "phone"))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> assertThat(problem.code()).isEqualTo(TwilioProblemCodes.PHONE_INVALID));
    }
  }

  @Test
  void none_allows_nothing() {
    assertThat(CountryList.parse("none").allow(number(NEW_YORK))).isFalse();
  }

  @Test
  void a_refused_number_names_the_field_and_not_itself() {
    Countries list = CountryList.parse("US");
    list.admit(number(NEW_YORK), "phone");
    assertThatThrownBy(() -> list.admit(number(TORONTO), "phone"))
        .hasMessageNotContaining("416")
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(TwilioProblemCodes.COUNTRY_NOT_SUPPORTED);
              assertThat(problem.field()).contains("phone");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "us, entry 1",
    "'US,', entry 2",
    "',US', entry 1",
    "US;CA, entry 1",
    "'all,US', entry 1",
    "ALL, entry 1",
    "'US,none', entry 2",
    "'USA,CA,XX', 'entry 1, entry 3'"
  })
  void anything_else_is_refused_and_its_place_is_named_instead_of_repeating_it(
      String text, String entries) {
    assertThatThrownBy(() -> CountryList.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected "
                + CountryList.FORM
                + "; not so: "
                + entries
                + " (two capitals of ISO 3166-1)");
  }

  @ParameterizedTest
  @CsvSource({"'CA,US', 'US, CA'", "all, all", "none, none"})
  void lists_print_as_they_are_written(String printed, String text) {
    assertThat(CountryList.parse(text)).hasToString(printed);
  }

  @Test
  void every_country_with_numbers_can_be_listed_and_allows_its_own() {
    PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    Set<String> regions = new HashSet<>(plans.getSupportedRegions());
    // Western Sahara and Saint Martin share their ranges with Morocco and Guadeloupe.
    regions.removeAll(Set.of("EH", "MF"));
    assertThat(regions)
        .hasSizeGreaterThan(240)
        .allSatisfy(region -> {
          PhoneNumber example =
              number(plans.format(plans.getExampleNumber(region), PhoneNumberFormat.E164));
          assertThat(CountryList.parse(region).allow(example)).as(region).isTrue();
        });
  }

  private static PhoneNumber number(String text) {
    return PhoneNumber.parse(text, "phone");
  }
}
