package app.pizoo.switchboard.mock.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityFolderTest {
  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

  @TempDir Path temporary;

  private AuthorityFolder folder() {
    return new AuthorityFolder(temporary.resolve("data/box"));
  }

  @Test
  void the_authority_is_made_once_and_kept() throws Exception {
    X509Certificate first = folder().open(NOW).certificate();
    CertificateAuthority again = folder().open(NOW.plus(Duration.ofDays(1000)));
    assertThat(again.certificate()).isEqualTo(first);
    again
        .issue("api.twilio.com", CertificateAuthority.newKey().getPublic(), NOW)
        .verify(first.getPublicKey());
  }

  @Test
  void only_its_owner_may_read_the_key_and_no_draft_stays() throws Exception {
    folder().open(NOW);
    try (Stream<Path> files = Files.list(folder().folder())) {
      List<Path> all = files.toList();
      assertThat(all).singleElement().asString().endsWith("ca.key");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(all.getFirst())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void an_authority_that_ends_soon_is_replaced() throws Exception {
    X509Certificate first = folder().open(NOW).certificate();
    Instant late = first.getNotAfter().toInstant().minus(Duration.ofDays(99));
    assertThat(folder().open(late).certificate()).isNotEqualTo(first);
  }

  @Test
  void processes_that_start_together_use_the_same() throws Exception {
    Callable<X509Certificate> open = () -> folder().open(NOW).certificate();
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      List<Future<X509Certificate>> opened = executor.invokeAll(List.of(open, open, open, open));
      for (Future<X509Certificate> one : opened) {
        assertThat(one.get()).isEqualTo(opened.getFirst().get());
      }
    }
  }

  @Test
  void a_broken_file_is_an_error_that_names_it_and_not_its_content() throws Exception {
    Path file = Files.createDirectories(folder().folder()).resolve("ca.key");
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(() -> folder().open(NOW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("c2VjcmV0");
  }
}
