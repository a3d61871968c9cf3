package app.pizoo.switchboard.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.server.bootstrap.DevelopmentKey;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.settings.Home;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Map<String, String> environment, String... line) {
    out.reset();
    err.reset();
    Home home = new Home(folder);
    Terminal terminal =
        new Terminal(
            home,
            environment,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Commands(home).run(List.of(line), terminal);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "srve,did you mean serve?",
    "serve --force,unknown option --force",
    "serve now,unexpected argument now",
    "token,needs the SUBJECT",
    "token alice --ttl,needs a value",
    "token alice --ttl 0,whole number of seconds",
    "token alice --scpoe x,did you mean --scope?",
    "token alice --claim,needs a value",
    "token alice --claim calls,--claim needs NAME=VALUE",
    "token alice --claim =bob,--claim needs NAME=VALUE",
    "token alice --claim calls=,--claim needs NAME=VALUE",
    "'token alice --claim calls=bob,,carol',--claim needs NAME=VALUE",
    "token alice --claim sub=bob,--claim cannot set sub",
    "token alice --claim a=b --claim exp=9,--claim cannot set exp",
    "token alice --claim scope=sms:send,--claim cannot set scope",
    "help nothing,unknown command nothing",
    "config --online,unknown option --online",
    "srve,switchboard help lists the commands",
    "token,switchboard token --help prints its options"
  })
  void a_wrong_command_line_is_reported_with_a_suggestion(String line, String answer) {
    assertThat(run(Map.of(), line.split(" ", -1))).isEqualTo(1);
    assertThat(err()).contains(answer);
    assertThat(out()).isEmpty();
  }

  @Test
  void without_a_command_the_list_is_printed() {
    assertThat(run(Map.of())).isEqualTo(1);
    assertThat(err()).contains("Usage:", "serve", "Exit codes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev", "serve", "check", "plugins", "config", "limits", "token", "events", "erase",
        "version", "help"
      })
  void every_command_explains_itself(String name) {
    assertThat(run(Map.of(), name, "--help")).isZero();
    assertThat(out()).startsWith("Usage: switchboard " + name);
  }

  @Test
  void serve_with_nothing_set_lists_everything_that_is_missing() {
    assertThat(run(Map.of(), "serve")).isEqualTo(2);
    assertThat(err()).contains("SWITCHBOARD_POLICY", "SWITCHBOARD_JWT_SECRET", "users");
  }

  @Test
  void config_shows_no_secret_even_when_all_is_wrong() throws Exception {
    Files.createDirectory(folder.resolve("etc"));
    Files.writeString(
        folder.resolve("etc/switchboard.env"),
        """
        SWITCHBOARD_DATABASE_URL=jdbc:postgresql://h/d?password=hush
        SWITCHBOARD_OPS_PORT=hush
        hush
        """);
    Map<String, String> environment =
        Map.of("SWITCHBOARD_JWT_SECRET", SECRET, "SWITCHBOARD_POLCIY", "hush");
    assertThat(run(environment, "limits")).isEqualTo(2);
    assertThat(run(environment, "config")).isEqualTo(2);
    assertThat(out() + err()).doesNotContain(SECRET).doesNotContain("hush");
    assertThat(out())
        .containsPattern("SWITCHBOARD_JWT_SECRET +\\(secret, set\\) +environment")
        .containsPattern("SWITCHBOARD_DATABASE_URL +\\(secret, set\\) +etc/switchboard.env")
        .containsPattern("SWITCHBOARD_OPS_PORT +\\(malformed\\)")
        .containsPattern("SWITCHBOARD_HTTP_PORT +8080 +default");
    assertThat(err()).contains("did you mean SWITCHBOARD_POLICY?", "switchboard.env line 3");
  }

  @Test
  void looking_never_makes_the_key_of_dev() {
    assertThat(run(Map.of(), "config", "--dev")).isZero();
    assertThat(out()).contains("created at its first start");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void a_token_is_printed_alone_and_says_what_was_asked() throws Exception {
    Map<String, String> environment =
        Map.of(
            "SWITCHBOARD_JWT_SECRET", SECRET,
            "SWITCHBOARD_JWT_ISSUER", "https://id.example.com",
            "SWITCHBOARD_JWT_AUDIENCE", "app",
            "SWITCHBOARD_JWT_IDENTITY_CLAIM", "name");
    assertThat(run(environment, "token", "alice", "--scope", "a:b", "--scope=c", "--ttl", "60"))
        .isZero();
    assertThat(out().lines()).hasSize(1);
    SignedJWT token = SignedJWT.parse(out().strip());
    assertThat(token.verify(new MACVerifier(SECRET.getBytes(UTF_8)))).isTrue();
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("alice");
    assertThat(token.getJWTClaimsSet().getStringClaim("name")).isEqualTo("alice");
    assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("a:b c");
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("https://id.example.com");
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("app");
    Instant issued = token.getJWTClaimsSet().getIssueTime().toInstant();
    assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
        .isEqualTo(issued.plusSeconds(60));
  }

  private Map<String, Object> claims(String... options) throws Exception {
    List<String> line = new ArrayList<>(List.of("token", "alice"));
    line.addAll(List.of(options));
    assertThat(run(Map.of("SWITCHBOARD_JWT_SECRET", SECRET), line.toArray(String[]::new))).isZero();
    return SignedJWT.parse(out().strip()).getJWTClaimsSet().getClaims();
  }

  @Test
  void a_token_holds_the_claims_that_were_given_as_lists() throws Exception {
    assertThat(claims("--claim", "switchboard_calls=bob,+12025550123", "--claim=rooms=a b=c"))
        .containsEntry("switchboard_calls", List.of("bob", "+12025550123"))
        .containsEntry("rooms", List.of("a b=c"))
        .containsEntry("sub", "alice");
    assertThat(claims("--claim", "c=bob", "--claim", "c=carol,*"))
        .as("a name given twice")
        .containsEntry("c", List.of("bob", "carol", "*"));
    assertThat(claims()).containsOnlyKeys("sub", "iat", "exp");
  }

  @Test
  void claims_of_a_token_are_bounded_and_leave_its_name_alone() throws Exception {
    Map<String, String> named =
        Map.of("SWITCHBOARD_JWT_SECRET", SECRET, "SWITCHBOARD_JWT_IDENTITY_CLAIM", "name");
    assertThat(run(named, "token", "alice", "--claim", "name=bob")).isEqualTo(1);
    assertThat(err()).contains("--claim cannot set name");
    String[] many =
        IntStream.range(0, 17).mapToObj(i -> "--claim=c" + i + "=x").toArray(String[]::new);
    assertThat(claims(Arrays.copyOf(many, 16))).hasSize(3 + 16);
    assertThat(claims("--claim", "c=" + "x".repeat(5000))).containsKey("c");
    assertThat(
            run(
                named,
                Stream.concat(Stream.of("token", "alice"), Stream.of(many)).toArray(String[]::new)))
        .isEqualTo(1);
    assertThat(err()).contains("--claim allows at most 16 names");
    assertThat(run(named, "token", "alice", "--claim", "c=" + "x,".repeat(2000) + "x"))
        .isEqualTo(1);
    assertThat(err()).contains("longer than the 8192 characters that a server reads");
    assertThat(out()).isEmpty();
  }

  @Test
  void a_token_needs_a_key_that_this_server_holds() throws Exception {
    assertThat(run(Map.of(), "token", "alice")).isEqualTo(2);
    assertThat(err()).contains("no key to sign with");
    assertThat(out()).isEmpty();
    new DevelopmentKey(folder.resolve("data/dev")).findOrMake();
    assertThat(run(Map.of(), "token", "alice")).isZero();
    assertThat(run(Map.of("SWITCHBOARD_JWT_JWKS_URL", "https://id.example.com"), "token", "alice"))
        .isEqualTo(2);
  }

  @Test
  void the_key_of_dev_is_made_once_and_for_its_owner_alone() throws Exception {
    DevelopmentKey key = new DevelopmentKey(folder.resolve("data/dev"));
    Map<String, String> first = key.findOrMake().texts();
    assertThat(key.findOrMake().texts()).isEqualTo(first);
    assertThat(first.get("SWITCHBOARD_JWT_SECRET")).hasSize(64);
    Path file = folder.resolve("data/dev/jwt.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void findings_are_printed_once_and_the_first_kind_decides() {
    Terminal terminal =
        new Terminal(
            new Home(folder),
            Map.of(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    Finding address = new Finding(Finding.Kind.ADDRESS, "a");
    Finding storage = new Finding(Finding.Kind.STORAGE, "s\nforged");
    Finding settings = new Finding(Finding.Kind.SETTINGS, "x");
    Finding plugins = new Finding(Finding.Kind.PLUGINS, "p");
    assertThat(terminal.report(List.of())).isZero();
    assertThat(terminal.report(List.of(address))).isEqualTo(5);
    assertThat(terminal.report(List.of(address, storage))).isEqualTo(4);
    assertThat(terminal.report(List.of(address, storage, settings))).isEqualTo(2);
    err.reset();
    assertThat(terminal.report(List.of(address, settings, storage, plugins, address))).isEqualTo(3);
    assertThat(err().lines()).hasSize(5).anyMatch(line -> line.contains("s\\nforged"));
  }
}
