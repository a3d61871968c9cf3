package app.pizoo.switchboard.verify.proof;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.testing.TestStorage;
import app.pizoo.switchboard.verify.Fixture;
import app.pizoo.switchboard.verify.VerifyPlugin;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes over one database, whose keys follow each other. */
@ParameterizedClass
@EnumSource
class ProofKeysTest {
  private static final Duration EACH = Duration.ofDays(30);

  private final TestDatabase kind;
  private final MovableClock clock = new MovableClock();
  @TempDir Path folder;
  @AutoClose private TestStorage database;
  private ProofKeys one;
  private ProofKeys other;

  ProofKeysTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    database = TestStorage.create(kind, folder, "verify", new VerifyPlugin().schema());
    one = node();
    other = node();
  }

  private ProofKeys node() {
    return new ProofKeys(database, clock, EACH, System.getLogger("test"));
  }

  private static List<String> published(ProofKeys node) throws Exception {
    return JWKSet.parse(node.published().toString()).getKeys().stream().map(JWK::getKeyID).toList();
  }

  private String proof(ProofKeys node) {
    Proofs proofs = new Proofs(node, () -> URI.create("https://app.example"), clock, () -> "any");
    return proofs.sign(Fixture.phone("+12025550123"), Caller.anonymous());
  }

  private static boolean isVerified(String proof, ProofKeys node) throws Exception {
    SignedJWT jwt = SignedJWT.parse(proof);
    JWK key = JWKSet.parse(node.published().toString()).getKeyByKeyId(jwt.getHeader().getKeyID());
    return key != null && jwt.verify(new ECDSAVerifier(key.toECKey()));
  }

  @Test
  void a_new_key_is_published_on_all_nodes_before_it_signs_and_the_old_one_while_its_proofs_live()
      throws Exception {
    String first = one.current().id();
    assertThat(other.current().id()).isEqualTo(first);
    clock.forward(EACH.minus(ProofKeys.PUBLISHED_BEFORE).minusSeconds(1));
    one.rotate();
    assertThat(published(one)).containsExactly(first);

    clock.forward(Duration.ofSeconds(1));
    one.rotate();
    assertThat(published(one)).hasSize(2).startsWith(first);
    clock.forward(Duration.ofMinutes(1));
    assertThat(published(other)).isEqualTo(published(one));
    assertThat(one.current().id()).isEqualTo(first);
    assertThat(other.current().id()).isEqualTo(first);

    clock.forward(ProofKeys.PUBLISHED_BEFORE.minusMinutes(1).minusSeconds(1));
    String last = proof(other);
    clock.forward(Duration.ofSeconds(1));
    String second = one.current().id();
    assertThat(second).isNotEqualTo(first).isEqualTo(other.current().id());
    assertThat(isVerified(proof(one), other)).isTrue();

    clock.forward(Proofs.TTL);
    other.rotate();
    assertThat(isVerified(last, one)).as("as long as it lives").isTrue();
    clock.forward(ProofKeys.PUBLISHED_AFTER);
    other.rotate();
    clock.forward(Duration.ofMinutes(1));
    assertThat(published(one)).containsExactly(second);
    assertThat(published(other)).containsExactly(second);
    assertThat(isVerified(last, one)).isFalse();
  }

  @Test
  void nodes_that_make_a_key_at_the_same_time_make_one() throws Exception {
    for (int round = 1; round <= 3; round++) {
      clock.forward(EACH);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 10; i++) {
          threads.execute(i % 2 == 0 ? one::rotate : other::rotate);
        }
      }
      assertThat(generations()).hasSize(2).endsWith((long) round + 1);
    }
  }

  private List<Long> generations() {
    return database.read(sql ->
        sql.query("SELECT generation FROM verify_keys ORDER BY generation", row -> row.getLong(1)));
  }

  @Test
  void when_an_operator_deletes_the_keys_all_nodes_sign_with_a_new_one_within_a_minute()
      throws Exception {
    String first = one.current().id();
    database.write(sql -> sql.update("DELETE FROM verify_keys"));
    clock.forward(Duration.ofMinutes(1));
    assertThat(one.current().id()).isNotEqualTo(first).isEqualTo(other.current().id());
    assertThat(published(other)).containsExactly(one.current().id());
  }

  @Test
  void the_key_of_an_older_version_is_used_until_its_rotation() throws Exception {
    database.write(sql -> sql.update("DELETE FROM verify_keys"));
    ProofKey.Encoded kept = ProofKey.Encoded.generate();
    database.write(sql ->
        sql.update(
            "INSERT INTO verify_keys (id, public_key, private_key) VALUES ('proofs', ?, ?)",
            kept.publicKey(),
            kept.privateKey()));
    ProofKeys node = node();
    assertThat(node.current().id()).isEqualTo(kept.read().id());
    node.rotate();
    assertThat(published(node)).hasSize(2).startsWith(kept.read().id());
    assertThat(node.current().id()).isEqualTo(kept.read().id());
  }

  @Test
  void without_the_database_a_node_uses_its_known_keys() throws Exception {
    String first = one.current().id();
    database.write(sql -> sql.update("DROP TABLE verify_keys"));
    clock.forward(Duration.ofMinutes(2));
    assertThat(one.current().id()).isEqualTo(first);
    assertThat(isVerified(proof(one), one)).isTrue();
  }
}
