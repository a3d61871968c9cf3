package app.pizoo.switchboard.verify.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.LogLines;
import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.NoMetrics;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.testing.FakeCaptchaProvider;
import app.pizoo.switchboard.testing.TestStorage;
import app.pizoo.switchboard.verify.VerifyPlugin;
import app.pizoo.switchboard.verify.verification.VerifyMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of captchas, verified over real HTTP. */
@ParameterizedClass
@EnumSource
class CaptchaTest {
  private static final String TOKEN = "token+of/a=captcha&more";

  private final TestDatabase kind;
  private final MovableClock clock = new MovableClock();
  @TempDir Path folder;
  @AutoClose private TestStorage database;
  @AutoClose private FakeCaptchaProvider provider;

  CaptchaTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    database = TestStorage.create(kind, folder, "verify", new VerifyPlugin().schema());
    provider = new FakeCaptchaProvider();
  }

  private Captcha captcha(Optional<Captcha.Policy> demand, String... hostnames) {
    ThrottledLogger lines = new ThrottledLogger(System.getLogger("test.captcha"), clock);
    SiteVerify site = new SiteVerify(provider.address(), "the+secret", Set.of(hostnames), lines);
    return new Captcha(
        demand.map(when -> new Captcha.Mode(when, site)),
        database,
        (purpose, value) -> Integer.toHexString((purpose + value).hashCode()),
        clock,
        new VerifyMetrics(new NoMetrics(), System.getLogger("test"), clock));
  }

  private static ProblemCode refusal(Captcha captcha, String token) {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> captcha.isSolved(Optional.of(token)));
    assertThat(problem).isNotNull();
    assertThat(problem.getMessage()).doesNotContain(token);
    return problem.code();
  }

  @Test
  void a_valid_token_is_accepted_once_even_if_its_provider_accepts_it_again() {
    Captcha captcha = captcha(Optional.of(Captcha.Policy.RISK));
    assertThat(captcha.isSolved(Optional.of(TOKEN))).isTrue();
    assertThat(provider.forms())
        .containsExactly("secret=the%2Bsecret&response=token%2Bof%2Fa%3Dcaptcha%26more");
    assertThat(refusal(captcha, TOKEN)).isEqualTo(VerifyProblemCodes.CAPTCHA_REQUIRED);
    assertThat(captcha.isSolved(Optional.of("another"))).isTrue();
    clock.forward(Duration.ofHours(23));
    captcha.sweep();
    assertThat(refusal(captcha, TOKEN)).isEqualTo(VerifyProblemCodes.CAPTCHA_REQUIRED);
  }

  @Test
  void of_a_crowd_with_one_token_one_gets_through() {
    Captcha captcha = captcha(Optional.of(Captcha.Policy.ALWAYS));
    AtomicInteger through = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        threads.execute(() -> {
          try {
            captcha.isSolved(Optional.of(TOKEN));
            through.incrementAndGet();
          } catch (Problem expected) {
            assertThat(expected.code()).isEqualTo(VerifyProblemCodes.CAPTCHA_REQUIRED);
          }
        });
      }
    }
    assertThat(through.get()).isEqualTo(1);
  }

  @Test
  void without_a_token_the_setting_decides() {
    assertThat(captcha(Optional.empty()).isSolved(Optional.empty())).isTrue();
    assertThat(captcha(Optional.empty()).isSolved(Optional.of(TOKEN))).isTrue();
    assertThat(captcha(Optional.of(Captcha.Policy.RISK)).isSolved(Optional.empty())).isFalse();
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> captcha(Optional.of(Captcha.Policy.ALWAYS)).isSolved(Optional.empty()));
    assertThat(problem.code()).isEqualTo(VerifyProblemCodes.CAPTCHA_REQUIRED);
    assertThat(problem.retryAfterSeconds()).isEmpty();
    assertThat(provider.forms()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FakeCaptchaProvider.WRONG,
        "{}",
        "{\"success\":\"true\"}",
        "{\"success\":1}",
        "{\"success\":null,\"hostname\":\"app.example\"}"
      })
  void only_a_token_that_the_provider_confirms_passes(String answer) {
    provider.answer(answer);
    assertThat(refusal(captcha(Optional.of(Captcha.Policy.RISK)), TOKEN))
        .isEqualTo(VerifyProblemCodes.CAPTCHA_REQUIRED);
    provider.answer(FakeCaptchaProvider.RIGHT);
    assertThat(captcha(Optional.of(Captcha.Policy.RISK)).isSolved(Optional.of(TOKEN)))
        .as("a wrong token is not remembered")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[true]",
        "{\"success\":true",
        "{\"success\":false,\"success\":true}",
        "{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}",
        "{\"success\":true,\"error-codes\":[\"internal-error\"]}"
      })
  void a_response_without_a_result_is_refused(String answer) {
    provider.answer(answer);
    assertThat(refusal(captcha(Optional.of(Captcha.Policy.RISK)), TOKEN))
        .isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
  }

  @Test
  void a_huge_response_a_failure_and_a_redirection_are_refused() {
    Captcha captcha = captcha(Optional.of(Captcha.Policy.RISK));
    provider.answer("{\"success\":true,\"padding\":\"%s\"}".formatted("x".repeat(20_000)));
    assertThat(refusal(captcha, TOKEN)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    provider.answer(500, FakeCaptchaProvider.RIGHT);
    assertThat(refusal(captcha, TOKEN)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    provider.answer(302, FakeCaptchaProvider.RIGHT);
    assertThat(refusal(captcha, TOKEN)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
  }

  @Test
  void an_endless_response_and_an_unreachable_provider_are_refused() {
    Captcha captcha = captcha(Optional.of(Captcha.Policy.RISK));
    provider.stall();
    assertTimeoutPreemptively(
        Eventually.TIMEOUT,
        () -> assertThat(refusal(captcha, TOKEN)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE));
    provider.close();
    assertThat(refusal(captcha, TOKEN)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
  }

  @Test
  void where_host_names_are_listed_captchas_of_other_pages_do_not_count() {
    Captcha captcha = captcha(Optional.of(Captcha.Policy.RISK), "app.example", "www.app.example");
    assertThat(captcha.isSolved(Optional.of(TOKEN))).isTrue();
    provider.answer("{\"success\":true,\"hostname\":\"evil.example\"}");
    assertThat(refusal(captcha, "second")).isEqualTo(VerifyProblemCodes.CAPTCHA_REQUIRED);
    provider.answer("{\"success\":true}");
    assertThat(refusal(captcha, "third")).isEqualTo(VerifyProblemCodes.CAPTCHA_REQUIRED);
  }

  @Test
  void neither_tokens_nor_the_secret_are_logged_or_kept() {
    Captcha captcha = captcha(Optional.of(Captcha.Policy.RISK));
    List<String> logged;
    try (LogLines log = LogLines.of("test.captcha")) {
      captcha.isSolved(Optional.of(TOKEN));
      provider.answer("no JSON " + TOKEN);
      refusal(captcha, "token-two");
      logged = log.lines();
    }
    assertThat(logged)
        .hasSize(1)
        .allSatisfy(line ->
            assertThat(line).doesNotContain("token-two", TOKEN, "the+secret", "the%2Bsecret"));
    assertThat(kept()).hasSize(1).noneMatch(row -> row.contains("captcha"));
    clock.forward(Duration.ofHours(25));
    captcha.sweep();
    assertThat(kept()).isEmpty();
  }

  private List<String> kept() {
    return database.read(
        sql -> sql.query("SELECT token FROM verify_captchas", row -> row.getString(1)));
  }
}
