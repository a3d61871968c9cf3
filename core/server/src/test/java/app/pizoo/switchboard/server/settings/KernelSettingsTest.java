package app.pizoo.switchboard.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.pizoo.switchboard.server.bootstrap.RequirementsCheck;
import app.pizoo.switchboard.server.http.AddressRange;
import app.pizoo.switchboard.server.http.Origins;
import app.pizoo.switchboard.server.permissions.PolicyChoice;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSettingsTest {
  private static final String SECRET = "s".repeat(32);

  private static List<String> problems(Mode mode, String... pairs) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      texts.put("SWITCHBOARD_" + pairs[i], pairs[i + 1]);
    }
    SettingValues values =
        SettingValues.read(
            mode, KernelSettings.all(), List.of(new SettingSource("environment", texts)));
    RequirementsCheck demands = new RequirementsCheck(mode, KernelSettings.all(), values::has);
    demands.add(KernelSettings.requirements());
    List<String> all = new java.util.ArrayList<>(values.problems());
    all.addAll(KernelSettingRules.problems(mode, values));
    all.addAll(demands.problems());
    return all;
  }

  private static String[] with(String[] pairs, String name, String value) {
    return Stream.concat(Stream.of(pairs), Stream.of(name, value)).toArray(String[]::new);
  }

  @Test
  void all_defaults_have_their_form() {
    for (Mode mode : Mode.values()) {
      assertThat(SettingValues.read(mode, KernelSettings.all(), List.of()).problems()).isEmpty();
    }
    assertThat(KernelSettings.all()).extracting(Setting::name).doesNotHaveDuplicates();
  }

  @Test
  void production_demands_a_policy_and_a_way_to_recognise_users() {
    assertThat(problems(Mode.PRODUCTION))
        .hasSize(3)
        .anyMatch(
            text -> text.startsWith("SWITCHBOARD_DATA or SWITCHBOARD_DATABASE_URL is not set"))
        .anyMatch(text -> text.startsWith("SWITCHBOARD_POLICY is not set"))
        .anyMatch(
            text -> text.startsWith("SWITCHBOARD_JWT_SECRET or SWITCHBOARD_JWT_JWKS_URL is not"));
    String[] given = {"POLICY", "claims", "JWT_SECRET", SECRET};
    assertThat(problems(Mode.PRODUCTION, with(given, "DATA", "/var/lib/x"))).isEmpty();
    assertThat(problems(Mode.PRODUCTION, with(given, "DATABASE_URL", "jdbc:postgresql://h/d")))
        .isEmpty();
    assertThat(problems(Mode.DEVELOPMENT, "JWT_SECRET", SECRET)).isEmpty();
  }

  @Test
  void keys_of_an_identity_provider_demand_issuer_and_audience_in_production() {
    String[] given = {
      "POLICY", "open", "JWT_JWKS_URL", "https://id.example.com/jwks", "DATA", "/var/lib/x"
    };
    assertThat(problems(Mode.PRODUCTION, given))
        .hasSize(2)
        .anyMatch(text -> text.startsWith("SWITCHBOARD_JWT_ISSUER is not set"))
        .anyMatch(text -> text.startsWith("SWITCHBOARD_JWT_AUDIENCE is not set"));
    assertThat(problems(Mode.DEVELOPMENT, given)).isEmpty();
  }

  @Test
  void secret_and_key_address_exclude_each_other() {
    assertThat(
            problems(
                Mode.DEVELOPMENT, "JWT_SECRET", SECRET, "JWT_JWKS_URL", "https://id.example.com"))
        .singleElement()
        .asString()
        .contains("one of the two");
  }

  @Test
  void the_second_secret_is_no_replacement_for_the_first() {
    String[] given = {
      "JWT_SECRET_NEXT", SECRET, "JWT_JWKS_URL", "https://id.example.com/jwks",
    };
    assertThat(problems(Mode.DEVELOPMENT, given))
        .singleElement()
        .asString()
        .startsWith("SWITCHBOARD_JWT_SECRET_NEXT is set without SWITCHBOARD_JWT_SECRET");
    assertThat(problems(Mode.DEVELOPMENT, "JWT_SECRET", SECRET, "JWT_SECRET_NEXT", SECRET))
        .isEmpty();
  }

  @Test
  void certificate_and_key_come_together() {
    assertThat(problems(Mode.DEVELOPMENT, "JWT_SECRET", SECRET, "TLS_CERTIFICATE", "a.pem"))
        .singleElement()
        .asString()
        .startsWith("SWITCHBOARD_TLS_PRIVATE_KEY is not set: needed to serve TLS");
  }

  @Test
  void development_listens_on_loopback_only() {
    String[] given = {"JWT_SECRET", SECRET, "POLICY", "open", "HTTP_HOST", "0.0.0.0", "DATA", "d"};
    assertThat(problems(Mode.DEVELOPMENT, given)).hasSize(1);
    assertThat(problems(Mode.PRODUCTION, given)).isEmpty();
  }

  @Test
  void a_short_secret_is_refused_by_its_bytes() {
    assertThat(problems(Mode.DEVELOPMENT, "JWT_SECRET", "s".repeat(31))).hasSize(1);
    assertThat(problems(Mode.DEVELOPMENT, "JWT_SECRET", "é".repeat(16))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.128/25, 10.1.2.127, false",
    "10.1.2.128/25, 10.1.2.200, true",
    "192.168.1.1, 192.168.1.1, true",
    "192.168.1.1, 192.168.1.2, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false"
  })
  void ranges_hold_the_addresses_that_share_their_prefix(
      String range, String address, boolean inside) {
    assertThat(AddressRange.type().parse(range).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "a/8"})
  void invalid_ranges_are_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.type().parse(text));
  }

  @Test
  void origins_are_admitted_exactly_and_loopback_on_any_port() {
    Origins origins = Origins.type().parse("https://app.example.com,loopback");
    assertThat(origins.admit("https://app.example.com")).isTrue();
    assertThat(origins.admit("http://localhost:5173")).isTrue();
    assertThat(origins.admit("http://127.0.0.1:1")).isTrue();
    assertThat(origins.admit("https://app.example.com.evil.com")).isFalse();
    assertThat(origins.admit("http://localhost.evil.com")).isFalse();
    assertThat(origins.admit("null")).isFalse();
    assertThat(Origins.type().parse("https://a.b").admit("http://localhost")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "app.example.com", "https://a.b/", "https://a.b/c", "file:///x"})
  void invalid_origins_are_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Origins.type().parse(text));
  }

  @Test
  void a_policy_is_a_word_or_an_address() {
    assertThat(PolicyChoice.type().parse("open")).isInstanceOf(PolicyChoice.Open.class);
    assertThat(PolicyChoice.type().parse("claims")).isInstanceOf(PolicyChoice.Claims.class);
    assertThat(PolicyChoice.type().parse("https://a.b/c")).isInstanceOf(PolicyChoice.Ask.class);
    assertThatIllegalArgumentException().isThrownBy(() -> PolicyChoice.type().parse("http://a.b"));
  }

  @Test
  void the_catalogue_names_every_setting_once() {
    SettingsCatalog catalog = new SettingsCatalog();
    catalog.add("The server", KernelSettings.all());
    KernelSettings.all()
        .forEach(setting ->
            assertThat(catalog.markdown()).containsOnlyOnce("| `" + setting.name() + "` |"));
    assertThat(catalog.markdown()).contains("`block`, in dev `report`");
  }
}
