package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.twilio.LocalTwilio.Answer;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.verify.v2.service.Verification;
import com.twilio.rest.verify.v2.service.VerificationCheck;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real SDK over our connections, against a server that misbehaves. */
final class PooledClientTest {
  private static final Credentials CREDENTIALS =
      new Credentials("AC" + "a".repeat(32), "SK" + "b".repeat(32), "s".repeat(32));
  private static final Duration WHOLE = Duration.ofSeconds(10);

  private final LocalTwilio twilio = new LocalTwilio();
  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicLong skipped = new AtomicLong();
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final Outage outage = new Outage(System.getLogger("switchboard.test"));
  private final List<HttpConnections> opened = new ArrayList<>();

  private TwilioClient client(URI address, Duration whole) {
    HttpConnections connections = new HttpConnections(Optional.of(address), Duration.ofSeconds(3));
    opened.add(connections);
    return new PooledClient(
        CREDENTIALS,
        Optional.empty(),
        Optional.empty(),
        connections,
        new RetryPolicy(
            whole,
            Duration.ofSeconds(3).compareTo(whole) < 0 ? Duration.ofSeconds(3) : Duration.ZERO,
            () -> System.nanoTime() + skipped.get(),
            this::pause,
            new Random(1)),
        new RequestMetrics(metrics, outage),
        new TwilioProblems(new ThrottledLogger(System.getLogger("test"), Clock.systemUTC())));
  }

  private void pause(Duration time) {
    pauses.add(time);
    skipped.addAndGet(time.toNanos());
  }

  @AfterEach
  void close() {
    opened.forEach(HttpConnections::close);
    twilio.close();
  }

  private static Message send(TwilioRestClient rest) {
    return Message.creator(
            new PhoneNumber("+12025550123"), new PhoneNumber("+12025550100"), "Hello & goodbye")
        .create(rest);
  }

  private static Verification start(TwilioRestClient rest) {
    return Verification.creator("VA1", "+12025550123", "sms").create(rest);
  }

  private static VerificationCheck check(TwilioRestClient rest) {
    return VerificationCheck.creator("VA1").setTo("+12025550123").setCode("123456").create(rest);
  }

  private static Verification look(TwilioRestClient rest) {
    return Verification.fetcher("VA1", "VE1").fetch(rest);
  }

  private Problem failure(Function<TwilioRestClient, ?> request) {
    return failure(client(twilio.address(), WHOLE), request);
  }

  private static Problem failure(TwilioClient client, Function<TwilioRestClient, ?> request) {
    return catchThrowableOfType(Problem.class, () -> client.call(request));
  }

  @Test
  void requests_reach_the_other_address_with_path_and_query_kept() {
    client(URI.create(twilio.address() + "/relay"), WHOLE).call(PooledClientTest::send);
    LocalTwilio.Asked asked = twilio.asked.getFirst();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.uri())
        .isEqualTo("/relay/2010-04-01/Accounts/" + CREDENTIALS.accountSid() + "/Messages.json");
    assertThat(asked.headers()).containsEntry("X-forwarded-host", List.of("api.twilio.com"));
    assertThat(asked.body())
        .isEqualTo("To=%2B12025550123&From=%2B12025550100&Body=Hello+%26+goodbye");
    String expected = CREDENTIALS.keySid() + ":" + CREDENTIALS.keySecret();
    assertThat(asked.headers().get("Authorization"))
        .containsExactly("Basic " + Base64.getEncoder().encodeToString(expected.getBytes(UTF_8)));
    assertThat(metrics.counted).containsExactly("twilio_requests[ok]");
    assertThat(metrics.timed).hasSize(1);
    assertThat(metrics.gauges.get("twilio_requests_running")).isNotNull();
  }

  @Test
  void queries_are_kept() {
    twilio.always(new Answer(200, Map.of(), "{\"messages\":[]}"));
    client(twilio.address(), WHOLE)
        .call(rest -> Message.reader().setTo(new PhoneNumber("+12025550123")).firstPage(rest));
    assertThat(twilio.asked.getFirst().uri()).contains(".json?").contains("To=%2B12025550123");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void a_post_that_failed_at_twilio_is_sent_once_and_its_outcome_is_unknown(int status) {
    twilio.always(Answer.error(status, 20500));
    Problem problem = failure(PooledClientTest::send);
    assertThat(twilio.asked).hasSize(1);
    assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(OutcomeUnknown.isBehind(problem)).isTrue();
    assertThat(metrics.counted).containsExactly("twilio_requests[failed]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Bad gateway</html>", "{", "[]", "null"})
  void an_answer_that_is_not_twilios_leaves_the_outcome_unknown(String body) {
    for (int status : new int[] {200, 502}) {
      twilio.always(new Answer(status, Map.of(), body));
      Problem problem = failure(PooledClientTest::send);
      assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
      assertThat(OutcomeUnknown.isBehind(problem)).as(status + body).isTrue();
    }
    assertThat(twilio.asked).hasSize(2);
  }

  @Test
  void a_read_has_no_unknown_outcome() {
    twilio.always(Answer.error(500, 20500));
    assertThat(OutcomeUnknown.isBehind(failure(PooledClientTest::look))).isFalse();
    twilio.always(Answer.cut());
    assertThat(OutcomeUnknown.isBehind(failure(PooledClientTest::look))).isFalse();
  }

  @Test
  void a_post_whose_connection_is_cut_is_sent_once_and_its_outcome_is_unknown() {
    twilio.answer(number -> number == 1 ? Answer.created() : Answer.cut());
    TwilioClient client = client(twilio.address(), WHOLE);
    client.call(PooledClientTest::send);
    // Over the same connection, which is where clients are tempted to try again.
    Problem problem = failure(client, PooledClientTest::send);
    assertThat(twilio.asked).hasSize(2);
    assertThat(OutcomeUnknown.isBehind(problem)).isTrue();
    assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(metrics.counted).contains("twilio_requests[unanswered]");
  }

  @Test
  void silence_ends_at_the_deadline_with_an_unknown_outcome() {
    CountDownLatch never = new CountDownLatch(1);
    twilio.answer(number -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Answer.cut();
    });
    Problem problem =
        failure(client(twilio.address(), Duration.ofMillis(300)), PooledClientTest::send);
    assertThat(OutcomeUnknown.isBehind(problem)).isTrue();
    assertThat(twilio.asked).hasSize(1);
    never.countDown();
  }

  @Test
  void an_endless_answer_is_not_read_to_its_end() {
    twilio.always(new Answer(201, Map.of(), "x".repeat(HttpConnections.MAX_RESPONSE_BYTES + 1)));
    assertThat(OutcomeUnknown.isBehind(failure(PooledClientTest::send))).isTrue();
  }

  @Test
  void a_refused_connection_is_retried_and_nothing_was_sent() {
    URI closed = twilio.address();
    twilio.close();
    Problem problem = failure(client(closed, WHOLE), PooledClientTest::send);
    assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(OutcomeUnknown.isBehind(problem)).isFalse();
    assertThat(pauses).hasSize(3);
    assertThat(metrics.counted).containsExactly("twilio_requests[unreachable]");
  }

  @Test
  void a_request_that_twilio_refused_as_busy_is_repeated_after_its_retry_after() {
    twilio.answer(number ->
        number < 3 ? Answer.error(429, 20429).with("Retry-After", "2") : Answer.created());
    assertThat(client(twilio.address(), WHOLE).call(PooledClientTest::send).getSid())
        .isEqualTo("VE1");
    assertThat(twilio.asked).hasSize(3);
    assertThat(pauses)
        .hasSize(2)
        .allMatch(pause -> pause.toMillis() >= 2000 && pause.toMillis() <= 2200);
  }

  @Test
  void waits_stay_within_the_deadline() {
    twilio.always(Answer.error(429, 20429).with("Retry-After", "5"));
    Problem problem = failure(PooledClientTest::send);
    assertThat(twilio.asked).hasSize(2);
    assertThat(problem.code()).isEqualTo(TwilioProblemCodes.PROVIDER_BUSY);
    assertThat(problem.retryAfterSeconds()).contains(5L);
    assertThat(metrics.counted).containsExactly("twilio_requests[busy]");
  }

  @Test
  void without_success_it_gives_up_after_four_attempts() {
    twilio.always(Answer.error(429, 20429));
    assertThat(failure(PooledClientTest::check).code()).isEqualTo(TwilioProblemCodes.PROVIDER_BUSY);
    assertThat(twilio.asked).hasSize(4);
    assertThat(pauses).hasSize(3);
  }

  @Test
  void starting_a_verification_is_tried_twice_at_most_and_its_overload_is_a_limit() {
    twilio.always(Answer.error(429, 20429));
    Problem problem = failure(PooledClientTest::start);
    assertThat(twilio.asked).hasSize(2);
    assertThat(problem.code()).isEqualTo(ProblemCode.RATE_LIMITED);
    assertThat(problem.retryAfterSeconds()).contains(60L);
  }

  @ParameterizedTest
  @ValueSource(ints = {60202, 60203, 60212, 0})
  void a_429_with_another_code_is_not_tried_again(int code) {
    twilio.always(Answer.error(429, code));
    assertThat(failure(PooledClientTest::start).retryAfterSeconds()).isPresent();
    assertThat(twilio.asked).hasSize(1);
  }

  @Test
  void refused_credentials_are_the_operators_trouble() {
    twilio.always(Answer.error(401, 20003));
    Problem problem = failure(PooledClientTest::send);
    assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(OutcomeUnknown.isBehind(problem)).isFalse();
    assertThat(twilio.asked).hasSize(1);
  }

  @Test
  void five_hundred_calls_run_at_once() throws Exception {
    int callers = 500;
    CountDownLatch allAsked = new CountDownLatch(callers);
    twilio.answer(number -> {
      allAsked.countDown();
      try {
        allAsked.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Answer.created();
    });
    TwilioClient client = client(twilio.address(), Duration.ofSeconds(60));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> sids = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        sids.add(threads.submit(() -> client.call(PooledClientTest::send).getSid()));
      }
      for (Future<String> sid : sids) {
        assertThat(sid.get()).isEqualTo("VE1");
      }
    }
    assertThat(twilio.asked).hasSize(callers);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 302, 304, 307})
  void redirects_are_not_followed_and_no_success(int status) {
    for (String body : List.of("", "{\"sid\":\"SM1\",\"status\":\"queued\"}")) {
      twilio.asked.clear();
      twilio.always(new Answer(status, Map.of("Location", "/elsewhere"), body));
      Problem problem = failure(PooledClientTest::send);
      assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
      assertThat(OutcomeUnknown.isBehind(problem)).isTrue();
      assertThat(twilio.asked).hasSize(1);
    }
  }

  @Test
  void a_response_without_a_required_field_is_no_success() {
    twilio.always(new Answer(201, Map.of(), "{}"));
    Problem problem = failure(rest -> IncompleteResponse.require(send(rest).getSid()));
    assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(OutcomeUnknown.isBehind(problem)).isTrue();
  }

  @Test
  void an_interrupted_call_ends_and_stays_interrupted() {
    Thread.currentThread().interrupt();
    Problem problem = failure(PooledClientTest::look);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
  }
}
