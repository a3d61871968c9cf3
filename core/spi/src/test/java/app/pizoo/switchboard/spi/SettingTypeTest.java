package app.pizoo.switchboard.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com:8443/base",
        "http://localhost:8080",
        "http://127.0.0.1",
        "http://[::1]:9",
        "http://app.localhost"
      })
  void an_address_is_https_or_on_loopback(String text) {
    assertThat(SettingType.address().parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "ftp://localhost",
        "https://user@example.com",
        "https://example.com?x=1",
        "https://example.com#f",
        "example.com",
        "https://",
        "https:///path"
      })
  void anything_else_is_no_address(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> SettingType.address().parse(text));
  }

  @Test
  void a_trailing_slash_is_dropped() {
    assertThat(SettingType.address().parse("https://example.com/"))
        .hasToString("https://example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "1.5", "x", "", " ", "99999999999"})
  void numbers_outside_their_range_are_refused_without_repeating_them(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingType.integer(1, 10).parse(text))
        .withMessageContaining("from 1 to 10");
  }

  @Test
  void lists_are_split_at_commas_and_every_item_is_checked() {
    SettingType<java.util.List<Integer>> type = SettingType.list(SettingType.integer(1, 9));
    assertThat(type.parse("1, 2,3")).containsExactly(1, 2, 3);
    assertThatIllegalArgumentException().isThrownBy(() -> type.parse("1,,2"));
  }

  @Test
  void choices_are_written_in_lower_case() {
    assertThat(SettingType.choice(Mode.class).parse("production")).isEqualTo(Mode.PRODUCTION);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingType.choice(Mode.class).parse("PRODUCTION"));
  }

  @Test
  void development_defaults_hold_in_development_alone() {
    Setting<String> setting =
        Setting.of("SWITCHBOARD_X", SettingType.text(), "x").inDevelopment("dev").orElse("any");
    assertThat(setting.defaultText(Mode.DEVELOPMENT)).contains("dev");
    assertThat(setting.defaultText(Mode.PRODUCTION)).contains("any");
    assertThat(Setting.of("SWITCHBOARD_Y", SettingType.text(), "y").defaultText(Mode.DEVELOPMENT))
        .isEmpty();
  }
}
