package app.pizoo.switchboard.server.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import app.pizoo.switchboard.fixtures.NoMetrics;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Permissions.Action;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.JsonFields;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyPermissionsTest {
  private static final Action CALL = Action.claimed("sample.call", "switchboard_calls");
  private static final Action FREE = Action.free("sample.listen");
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;
  private Storage storage;
  private KernelKeys keys;

  @BeforeEach
  void open() throws IOException {
    storage = Databases.open(Optional.empty(), Optional.of(folder), folder.resolve("none"));
    new Migrations(Map.of("kernel", KernelSchema.SCHEMA)).run(storage);
    keys = KernelKeys.load(storage);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private PolicyPermissions permissions(PolicyChoice policy) {
    return permissions(policy, NOW);
  }

  private PolicyPermissions permissions(PolicyChoice policy, Instant at) {
    return new PolicyPermissions(
        policy, keys, KEY, Clock.fixed(at, ZoneOffset.UTC), new NoMetrics());
  }

  private static Caller caller(String claims) {
    return new Caller("alice", Set.of(), JsonFields.parse(claims.getBytes(UTF_8)).object());
  }

  @Test
  void an_open_policy_allows_everything() {
    assertThat(permissions(new PolicyChoice.Open()).allows(Caller.named("a"), CALL, "b")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"switchboard_calls\":[\"bob\"]} | bob | true",
        "{\"switchboard_calls\":[\"bob\"]} | carol | false",
        "{\"switchboard_calls\":\"bob\"} | bob | true",
        "{\"switchboard_calls\":[\"*\"]} | anybody | true",
        "{\"switchboard_calls\":[\"*\"]} | '' | true",
        "{\"switchboard_calls\":[\"*\"]} | +12025550123 | false",
        "{\"switchboard_calls\":\"*\"} | +12025550123 | false",
        "{\"switchboard_calls\":[\"*\"]} | 12025550123 | true",
        "{\"switchboard_calls\":[\"*\",\"+12025550123\"]} | +12025550123 | true",
        "{\"switchboard_calls\":[\"*\",\"+12025550123\"]} | +12025550124 | false",
        "{\"switchboard_calls\":[\"+*\"]} | +12025550123 | true",
        "{\"switchboard_calls\":[\"+*\"]} | bob | false",
        "{\"switchboard_calls\":[\"+*\"]} | '' | true",
        "{\"switchboard_calls\":[\"+1*\"]} | +12025550123 | false",
        "{\"switchboard_calls\":[\"*\",\"+*\"]} | +12025550123 | true",
        "{\"switchboard_calls\":[\"bo\"]} | bob | false",
        "{\"switchboard_calls\":[\"bob\"]} | '' | true",
        "{\"switchboard_calls\":[]} | '' | false",
        "{\"switchboard_calls\":[7]} | 7 | false",
        "{\"switchboard_rooms\":[\"bob\"]} | bob | false",
        "{} | bob | false"
      })
  void claims_list_who_may_be_called(String claims, String target, boolean allowed) {
    PolicyPermissions permissions = permissions(new PolicyChoice.Claims());
    assertThat(permissions.allows(caller(claims), CALL, target)).isEqualTo(allowed);
    assertThat(permissions.allows(caller(claims), FREE, target)).isTrue();
  }

  @Test
  void a_pass_carries_claims_for_its_subject_until_its_expiry() {
    PolicyPermissions permissions = permissions(new PolicyChoice.Claims());
    Caller alice = caller("{\"switchboard_calls\":[\"bob\"],\"email\":\"a@example.com\"}");
    Optional<String> ticket = permissions.ticket(alice, Duration.ofHours(1));
    assertThat(permissions.allows(permissions.fromTicket("alice", ticket), CALL, "bob")).isTrue();
    assertThat(permissions.fromTicket("alice", ticket).claims()).doesNotContainKey("email");
    assertThat(permissions.allows(permissions.fromTicket("mallory", ticket), CALL, "bob"))
        .isFalse();
    PolicyPermissions later = permissions(new PolicyChoice.Claims(), NOW.plusSeconds(3600));
    assertThat(later.allows(later.fromTicket("alice", ticket), CALL, "bob")).isFalse();
    assertThat(permissions.fromTicket("alice", Optional.empty()).claims()).isEmpty();
    String text = ticket.orElseThrow();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      Optional<String> changed = Optional.of(text.substring(0, i) + other + text.substring(i + 1));
      boolean lastOfCode = i == text.length() - 1;
      // The last character of base64 holds bits that decode to nothing.
      if (!lastOfCode) {
        assertThat(permissions.fromTicket("alice", changed).claims()).isEmpty();
      }
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void the_backend_is_asked_with_a_signature_and_only_a_clear_yes_counts() throws Exception {
    List<String> questions = new CopyOnWriteArrayList<>();
    List<String> proofs = new CopyOnWriteArrayList<>();
    AtomicReference<String> answer = new AtomicReference<>("{\"allow\":true}");
    CountDownLatch never = new CountDownLatch(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String time = exchange.getRequestHeaders().getFirst("X-Switchboard-Timestamp");
          questions.add(body);
          proofs.add(
              exchange.getRequestHeaders().getFirst("X-Switchboard-Signature")
                  + " "
                  + expected(time + "." + body));
          if (answer.get().isEmpty()) {
            awaitQuietly(never);
          }
          byte[] bytes = answer.get().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/may");
    try {
      PolicyPermissions permissions = permissions(new PolicyChoice.Ask(address));
      assertThat(permissions.allows(Caller.named("alice"), CALL, "bob")).isTrue();
      assertThat(permissions.allows(Caller.named("alice"), CALL, "bob")).isTrue();
      assertThat(questions)
          .containsExactly("{\"action\":\"sample.call\",\"caller\":\"alice\",\"target\":\"bob\"}");
      assertThat(proofs)
          .allSatisfy(both -> assertThat(both.split(" ", -1)[0]).isEqualTo(both.split(" ", -1)[1]));
      for (String no :
          List.of("{\"allow\":false}", "{\"allow\":\"true\"}", "yes", "{}", "[true]")) {
        answer.set(no);
        assertThat(permissions.allows(Caller.named("alice"), CALL, "to " + no)).isFalse();
      }
      answer.set("");
      assertThat(permissions.allows(Caller.named("alice"), CALL, "slow")).isFalse();
    } finally {
      never.countDown();
      server.stop(0);
    }
    PolicyPermissions gone = permissions(new PolicyChoice.Ask(address));
    assertThat(gone.allows(Caller.named("alice"), CALL, "bob")).isFalse();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void a_backend_that_stalls_within_its_answer_or_never_ends_it_means_no() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext(
        "/stall",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write("{\"allow\":true".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          awaitQuietly(never);
        });
    server.createContext(
        "/long",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] blanks = " ".repeat(1000).getBytes(UTF_8);
          while (never.getCount() > 0) {
            exchange.getResponseBody().write(blanks);
          }
        });
    server.start();
    try {
      for (String path : List.of("/stall", "/long")) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        PolicyPermissions permissions = permissions(new PolicyChoice.Ask(address));
        boolean allowed =
            assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> permissions.allows(Caller.named("alice"), CALL, "bob"));
        assertThat(allowed).as(path).isFalse();
      }
    } finally {
      never.countDown();
      server.stop(0);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String expected(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
