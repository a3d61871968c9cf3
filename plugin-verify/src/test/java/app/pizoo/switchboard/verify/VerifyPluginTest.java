package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Requirement.Kind;
import app.pizoo.switchboard.verify.fraud.VerifyProblemCodes;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class VerifyPluginTest {
  private final VerifyPlugin plugin = new VerifyPlugin();

  @Test
  void the_service_is_demanded_always_and_the_countries_in_production() {
    assertThat(plugin.requirements())
        .flatExtracting(need -> need.names().stream().map(name -> pair(need, name)).toList())
        .containsExactlyInAnyOrder(
            Tuple.tuple(Kind.ALL, "TWILIO_VERIFY_SERVICE_SID"),
            Tuple.tuple(Kind.ALL_OR_NONE, "SWITCHBOARD_CAPTCHA"),
            Tuple.tuple(Kind.ALL_OR_NONE, "SWITCHBOARD_CAPTCHA_VERIFY_URL"),
            Tuple.tuple(Kind.ALL_OR_NONE, "SWITCHBOARD_CAPTCHA_SECRET"),
            Tuple.tuple(Kind.ALL_IN_PRODUCTION, "SWITCHBOARD_COUNTRIES"));
  }

  @Test
  void
      only_what_counts_by_address_is_merely_reported_unless_a_captcha_helps_or_nobody_honest_gets_there() {
    assertThat(plugin.rateLimits())
        .allSatisfy(rule ->
            assertThat(rule.enforcement() == RateLimit.Enforcement.REPORT)
                .as(rule.name())
                .isEqualTo(
                    rule.name().matches(".*\\.(address|subnet)\\..*")
                        && !rule.name().equals("verify.check.subnet.hour")
                        && !rule.code().equals(VerifyProblemCodes.CAPTCHA_REQUIRED)));
    assertThat(plugin.rateLimits()).extracting(RateLimit::name).doesNotHaveDuplicates();
  }

  private static Tuple pair(Requirement need, String name) {
    return Tuple.tuple(need.kind(), name);
  }
}
