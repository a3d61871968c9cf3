package app.pizoo.switchboard.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import app.pizoo.switchboard.fixtures.ConfiguredContext;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SharedService.RunningService;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TwilioServiceTest {
  private static final Map<String, String> FOUR =
      Map.of(
          "TWILIO_ACCOUNT_SID",
          "AC" + "a1".repeat(16),
          "TWILIO_API_KEY_SID",
          "SK" + "b2".repeat(16),
          "TWILIO_API_KEY_SECRET",
          "s".repeat(32),
          "TWILIO_AUTH_TOKEN",
          "c3".repeat(16));

  private final TwilioService service = new TwilioService();

  private RunningService start(Map<String, String> more) {
    return start(Mode.PRODUCTION, more);
  }

  private RunningService start(Mode mode, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(FOUR);
    values.putAll(more);
    return service.start(new ConfiguredContext(mode, values));
  }

  private static TwilioAccount account(RunningService lent) {
    assertThat(lent.objects()).containsOnlyKeys(TwilioAccount.class);
    return (TwilioAccount) lent.objects().values().iterator().next();
  }

  @Test
  void the_four_credentials_are_enough() {
    RunningService lent = start(Map.of());
    TwilioAccount account = account(lent);
    assertThat(account.client().call(TwilioRestClient::getAccountSid))
        .isEqualTo(FOUR.get("TWILIO_ACCOUNT_SID"));
    assertThat(account.from()).isEmpty();
    assertThat(account.messagingServiceSid()).isEmpty();
    assertThat(account.pushCredentialSid()).isEmpty();
    assertThat(account.countries()).hasToString("none");
    assertThat(account.dialCountries()).hasToString("none");
    assertThat(account.signed().name()).isEqualTo("signed");
    assertThat(account.toString()).doesNotContain("ssss").doesNotContain("c3c3");
    lent.close();
  }

  @Test
  void every_setting_reaches_the_account() {
    RunningService lent =
        start(
            Map.of(
                "TWILIO_FROM", "+12025550100",
                "TWILIO_MESSAGING_SERVICE_SID", "MG" + "d4".repeat(16),
                "TWILIO_PUSH_CREDENTIAL_SID", "CR" + "e5".repeat(16),
                "SWITCHBOARD_COUNTRIES", "US",
                "SWITCHBOARD_DIAL_COUNTRIES", "CA"));
    TwilioAccount account = account(lent);
    assertThat(account.from().orElseThrow().value()).isEqualTo("+12025550100");
    assertThat(account.messagingServiceSid()).contains("MG" + "d4".repeat(16));
    assertThat(account.pushCredentialSid()).contains("CR" + "e5".repeat(16));
    assertThat(account.countries()).hasToString("US");
    assertThat(account.dialCountries()).hasToString("CA");
    lent.close();
  }

  @Test
  void in_development_all_countries_get_codes_and_none_is_dialled() {
    RunningService lent = start(Mode.DEVELOPMENT, Map.of());
    assertThat(account(lent).countries()).hasToString("all");
    assertThat(account(lent).dialCountries()).hasToString("none");
    lent.close();
  }

  @Test
  void calls_go_to_the_address_that_is_set() {
    try (LocalTwilio twilio = new LocalTwilio()) {
      RunningService lent =
          start(Map.of("SWITCHBOARD_TWILIO_BASE_URL", twilio.address().toString()));
      PhoneNumber number = new PhoneNumber("+12025550123");
      account(lent).client().call(rest -> Message.creator(number, number, "hello").create(rest));
      assertThat(twilio.asked).hasSize(1);
      lent.close();
    }
  }

  @Test
  void warming_up_stays_off_the_network() {
    try (LocalTwilio twilio = new LocalTwilio()) {
      RunningService lent =
          start(Map.of("SWITCHBOARD_TWILIO_BASE_URL", twilio.address().toString()));
      lent.warmUp();
      assertThat(twilio.asked).isEmpty();
      lent.close();
    }
  }

  @Test
  void region_and_edge_make_the_host() {
    RunningService lent = start(Map.of("TWILIO_REGION", "ie1", "TWILIO_EDGE", "dublin"));
    String host =
        account(lent)
            .client()
            .call(rest -> {
              Request request = new Request(HttpMethod.GET, "https://api.twilio.com/2010-04-01");
              request.setRegion(rest.getRegion());
              request.setEdge(rest.getEdge());
              return request.constructURL().getHost();
            });
    assertThat(host).isEqualTo("api.dublin.ie1.twilio.com");
    lent.close();
  }

  @Test
  void all_four_credentials_are_demanded_and_region_and_edge_only_together() {
    assertThat(service.requirements())
        .extracting(Requirement::kind, requirement -> List.copyOf(requirement.names()))
        .containsExactly(
            tuple(
                Requirement.Kind.ALL,
                List.of(
                    "TWILIO_ACCOUNT_SID",
                    "TWILIO_API_KEY_SID",
                    "TWILIO_API_KEY_SECRET",
                    "TWILIO_AUTH_TOKEN")),
            tuple(Requirement.Kind.ALL_OR_NONE, List.of("TWILIO_REGION", "TWILIO_EDGE")));
  }

  @Test
  void secrets_are_declared_as_such() {
    assertThat(service.settings())
        .filteredOn(Setting::isSecret)
        .extracting(Setting::name)
        .containsExactly("TWILIO_API_KEY_SECRET", "TWILIO_AUTH_TOKEN", "TWILIO_AUTH_TOKEN_NEXT");
  }

  @ParameterizedTest
  @CsvSource({
    "TWILIO_ACCOUNT_SID, SK00000000000000000000000000000000",
    "TWILIO_ACCOUNT_SID, AC0000000000000000000000000000000",
    "TWILIO_ACCOUNT_SID, AC0000000000000000000000000000000g",
    "TWILIO_API_KEY_SID, AC00000000000000000000000000000000",
    "TWILIO_API_KEY_SECRET, wrongshort",
    "TWILIO_API_KEY_SECRET, wrong with blanks in its 32 characters",
    "TWILIO_AUTH_TOKEN, wrongwrongwrongwrongwrongwrong12",
    "TWILIO_AUTH_TOKEN_NEXT, wrong",
    "TWILIO_REGION, dublin",
    "TWILIO_EDGE, Dublin!",
    "TWILIO_PUSH_CREDENTIAL_SID, AP00000000000000000000000000000000",
    "TWILIO_FROM, 02025550100",
    "TWILIO_MESSAGING_SERVICE_SID, MGwrong",
    "SWITCHBOARD_COUNTRIES, Germany",
    "SWITCHBOARD_DIAL_COUNTRIES, de",
    "SWITCHBOARD_TWILIO_BASE_URL, http://relay.example",
  })
  void a_value_of_another_form_is_refused_without_being_repeated(String name, String text) {
    Setting<?> setting =
        service.settings().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    assertThatThrownBy(() -> setting.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected ")
        .hasMessageNotContaining(text);
  }

  @Test
  void the_sdks_jar_keeps_the_name_that_its_module_is_named_after() {
    // It has no module descriptor: its file name is its module name, by which the server finds it.
    Path jar =
        Path.of(
            URI.create(
                Message.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    assertThat(ModuleFinder.of(jar).find("twilio")).isPresent();
  }
}
