package app.pizoo.switchboard.verify.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.com",
        "first.last+tag@mail.example.co.uk",
        "o'neil@xn--bcher-kva.example"
      })
  void common_addresses_are_taken(String text) {
    assertThat(EmailAddress.find(text).map(EmailAddress::value)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "@example.com",
        "a@",
        "a@localhost",
        "a@example..com",
        "a@-example.com",
        "a@example.com.",
        ".a@example.com",
        "a.@example.com",
        "a..b@example.com",
        "a b@example.com",
        "a@exa mple.com",
        "a@b@example.com",
        "a@example.com\r\nBcc: b@example.com",
        "\"a b\"@example.com",
        "ü@example.com"
      })
  void everything_else_is_refused(String text) {
    assertThat(EmailAddress.find(text)).isEmpty();
  }

  @Test
  void lengths_are_bounded() {
    assertThat(EmailAddress.find("a".repeat(64) + "@example.com")).isPresent();
    assertThat(EmailAddress.find("a".repeat(65) + "@example.com")).isEmpty();
    assertThat(EmailAddress.find("a@" + "b".repeat(64) + ".com")).isEmpty();
    assertThat(EmailAddress.find("a@" + "b.".repeat(126) + "com")).isEmpty();
  }

  @Test
  void it_prints_itself_masked() {
    assertThat(EmailAddress.find("alice@example.com").orElseThrow())
        .hasToString("a•••@example.com");
  }
}
