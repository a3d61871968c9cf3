package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.testing.NamedGuards;
import org.junit.jupiter.api.Test;

class VerifySettingsTest {
  @Test
  void anybody_may_verify_unless_the_operator_says_otherwise() {
    assertThat(VerifySettings.ACCESS.defaultText(Mode.PRODUCTION)).contains("open");
    assertThat(VerifySettings.SERVICE_SID.defaultText(Mode.PRODUCTION)).isEmpty();
  }

  @Test
  void each_access_names_its_guard() {
    assertThat(guard("open")).isEqualTo("open");
    assertThat(guard("user")).isEqualTo("user");
    assertThat(guard("service")).isEqualTo("service:verify");
  }

  @Test
  void a_sid_of_another_kind_is_refused() {
    String digits = "0123456789abcdef0123456789abcdef";

    assertThat(VerifySettings.SERVICE_SID.parse("VA" + digits)).isEqualTo("VA" + digits);
    assertThatThrownBy(() -> VerifySettings.SERVICE_SID.parse("AC" + digits))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String guard(String access) {
    return VerifySettings.ACCESS.parse(access).guard(new NamedGuards()).name();
  }
}
