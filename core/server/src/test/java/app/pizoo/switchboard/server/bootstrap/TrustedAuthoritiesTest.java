package app.pizoo.switchboard.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.SettingSource;
import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.spi.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PrivateAuthorityIT connects to servers with such certificates. */
class TrustedAuthoritiesTest {
  private static final String URL = "jdbc:postgresql://db/app";

  @TempDir Path folder;

  private static SettingValues settings(Map<String, String> texts) {
    return SettingValues.read(
        Mode.PRODUCTION, KernelSettings.all(), List.of(new SettingSource("test", texts)));
  }

  private static SettingValues of(String file) {
    return settings(Map.of("SWITCHBOARD_CA_CERTIFICATES", file));
  }

  @Test
  void a_file_that_cannot_be_used_is_named() throws Exception {
    Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    for (Path file : List.of(garbage, empty, folder.resolve("absent.pem"))) {
      assertThat(TrustedAuthorities.look(of(file.toString())))
          .singleElement()
          .asString()
          .contains("SWITCHBOARD_CA_CERTIFICATES", file.toString());
      assertThatThrownBy(() -> TrustedAuthorities.install(of(file.toString())))
          .isInstanceOf(StartFailure.class);
    }
    assertThat(TrustedAuthorities.look(settings(Map.of()))).isEmpty();
  }

  @Test
  void postgresql_verifies_with_the_same_file_unless_its_address_names_another() {
    assertThat(url(URL, "/etc/my ca.pem")).isEqualTo(URL + "?sslrootcert=%2Fetc%2Fmy+ca.pem");
    assertThat(url(URL + "?sslmode=verify-full", "/ca.pem"))
        .isEqualTo(URL + "?sslmode=verify-full&sslrootcert=%2Fca.pem");
    assertThat(url(URL + "?sslrootcert=/own.pem", "/ca.pem"))
        .isEqualTo(URL + "?sslrootcert=/own.pem");
    assertThat(TrustedAuthorities.databaseUrl(settings(Map.of("SWITCHBOARD_DATABASE_URL", URL))))
        .contains(URL);
  }

  private static String url(String url, String file) {
    return TrustedAuthorities.databaseUrl(
            settings(Map.of("SWITCHBOARD_DATABASE_URL", url, "SWITCHBOARD_CA_CERTIFICATES", file)))
        .orElseThrow();
  }
}
