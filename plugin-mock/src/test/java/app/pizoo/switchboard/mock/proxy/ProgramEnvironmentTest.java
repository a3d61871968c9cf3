package app.pizoo.switchboard.mock.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramEnvironmentTest {
  @TempDir Path temporary;

  private Path folder() {
    return temporary.resolve("it's mine/box");
  }

  private String inShell(String variable) throws Exception {
    List<String> lines = ProgramEnvironment.prepare(8081, folder()).lines();
    Process shell =
        new ProcessBuilder(
                "sh", "-c", String.join("\n", lines) + "\nprintf %s \"$" + variable + "\"")
            .redirectErrorStream(true)
            .start();
    String printed = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).isZero();
    return printed;
  }

  @Test
  void a_shell_reads_the_lines_whatever_the_folder_is_called() throws Exception {
    assertThat(inShell("HTTPS_PROXY")).isEqualTo("http://127.0.0.1:8081");
    assertThat(inShell("NODE_EXTRA_CA_CERTS")).isEqualTo(folder().resolve("ca.pem").toString());
    assertThat(inShell("JAVA_TOOL_OPTIONS"))
        .contains("\"-Djavax.net.ssl.trustStore=" + folder().resolve("truststore.p12") + "\"");
    assertThat(inShell("PHP_INI_SCAN_DIR")).isEqualTo(":" + folder().resolve("php"));
  }

  @Test
  void lists_that_replace_a_programs_own_hold_the_public_authorities_too() throws Exception {
    ProgramEnvironment.prepare(8081, folder());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder().resolve("truststore.p12"))) {
      store.load(in, TrustFiles.STORE_PASSWORD.toCharArray());
    }
    Certificate own = certificates("ca.pem").iterator().next();
    assertThat(store.size()).isGreaterThan(50);
    assertThat(store.getCertificateAlias(own)).isNotNull();
    for (String list : List.of("bundle.pem", "python/certifi/cacert.pem")) {
      assertThat(certificates(list).size()).isEqualTo(store.size());
      assertThat(certificates(list).contains(own)).isTrue();
    }
  }

  private Collection<? extends Certificate> certificates(String file) throws Exception {
    try (InputStream in = Files.newInputStream(folder().resolve(file))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  @Test
  void other_users_read_the_lists_but_not_the_key() throws Exception {
    ProgramEnvironment.prepare(8081, folder());
    assertThat(permissions("ca.key")).isEqualTo("rw-------");
    assertThat(permissions("ca.pem")).isEqualTo("rw-r--r--");
    assertThat(Files.readString(folder().resolve("ca.pem"))).doesNotContain("PRIVATE");
  }

  private String permissions(String file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(file)));
  }
}
