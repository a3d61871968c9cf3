package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import app.pizoo.switchboard.testing.FakeCaptchaProvider;
import app.pizoo.switchboard.twilio.TwilioService;
import app.pizoo.switchboard.verify.VerifyPlugin;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Six hours of an open sign-up under attack. Counts the codes that SMS pumping triggers, the
 * guesses of other users' codes that reach Twilio, and the honest users who are verified meanwhile.
 * Runs with limits that only report, with the defaults, and with a captcha on risk, which honest
 * users solve. The pumped numbers belong to a foreign country or to the country of the honest
 * users.
 */
public final class PumpingRun implements AutoCloseable {
  private static final int MINUTES = 360;
  private static final int NUMBERS = 1000;
  private static final int PUMPED_IN_A_MINUTE = 8;
  private static final int MINUTES_FOR_AN_HONEST_USER = 3;
  private static final int GUESSES = 8;

  private final MovableClock clock = MovableClock.running();
  private final TwilioBox box = TwilioBox.start(0);
  private final FakeCaptchaProvider captcha = new FakeCaptchaProvider();
  private final EmbeddedServer server;
  private final SignUp signUp;

  private PumpingRun(String limits, boolean withCaptcha) throws Exception {
    EmbeddedServer.Builder builder = EmbeddedServer.production().clock(clock);
    box.settings().forEach(builder::set);
    if (withCaptcha) {
      builder
          .set("SWITCHBOARD_CAPTCHA", "risk")
          .set("SWITCHBOARD_CAPTCHA_VERIFY_URL", captcha.address().toString())
          .set("SWITCHBOARD_CAPTCHA_SECRET", "of this run");
    }
    server =
        builder
            .set("SWITCHBOARD_LIMITS", limits)
            .set("SWITCHBOARD_COUNTRIES", "all")
            .plugin(new VerifyPlugin())
            .service(new TwilioService())
            .start();
    signUp = new SignUp(server);
  }

  /**
   * Runs all kinds, or those named by the arguments, concurrently: equalized response times leave
   * most of the time idle.
   */
  public static void main(String[] arguments) throws Exception {
    List<Callable<String>> runs = new ArrayList<>();
    for (boolean abroad : new boolean[] {true, false}) {
      for (String kind : new String[] {"report", "block", "block and captcha"}) {
        if (arguments.length == 0 || List.of(arguments).contains(kind)) {
          runs.add(() -> kind + ": " + run(kind, abroad));
        }
      }
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> result : threads.invokeAll(runs)) {
        System.out.println(result.get());
      }
    }
    System.exit(0);
  }

  private static String run(String kind, boolean abroad) throws Exception {
    String limits = kind.split(" ", -1)[0];
    try (PumpingRun run = new PumpingRun(limits, kind.endsWith("captcha"))) {
      String pumped = run.pump(abroad);
      return abroad ? pumped + "; " + run.guess() : pumped;
    }
  }

  private String pump(boolean abroad) throws Exception {
    AtomicInteger pumped = new AtomicInteger();
    int honest = 0;
    int verified = 0;
    Map<String, Integer> refusals = new TreeMap<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      int first = minute * PUMPED_IN_A_MINUTE;
      AtOnce.run(
          IntStream.range(first, first + PUMPED_IN_A_MINUTE).boxed().toList(),
          tried -> {
            int number = tried % NUMBERS;
            String phone = abroad ? foreign(number) : domestic(number);
            if (signUp.start(phone, "").statusCode() == 200) {
              pumped.incrementAndGet();
            }
          });
      if (minute % MINUTES_FOR_AN_HONEST_USER == 0) {
        String phone = honestNumber(honest++);
        Map<String, Long> before = signUp.reached();
        HttpResponse<String> started = signUp.startAsPerson(phone);
        if (started.statusCode() == 200 && signUp.check(phone, SignUp.handle(started), "123456")) {
          verified++;
        } else {
          signUp
              .reached()
              .forEach((rule, count) -> {
                if (count > before.getOrDefault(rule, 0L)) {
                  refusals.merge(rule, 1, Integer::sum);
                }
              });
          refusals.merge(SignUp.code(started), 1, Integer::sum);
        }
      }
      pass(Duration.ofMinutes(1));
    }
    return "pumping %d numbers %s: %d of %d codes were sent; %d of %d honest users verified, others refused: %s"
        .formatted(
            NUMBERS,
            abroad ? "abroad" : "at home",
            pumped.get(),
            MINUTES * PUMPED_IN_A_MINUTE,
            verified,
            honest,
            refusals);
  }

  private void pass(Duration time) {
    clock.forward(time);
    box.clock().advance(time);
  }

  /** Numbers with 100 prefixes of one country, ten each. */
  private static String foreign(int number) {
    return "+9989%02d%03d%03d".formatted(number % 100, 100 + number % 100, number);
  }

  private static String domestic(int number) {
    return "+1%03d%03d%04d".formatted(201 + number % 100 * 7, 200 + number % 100, number);
  }

  private static String honestNumber(int number) {
    return "+1%03d555%04d".formatted(201 + number * 7 % 700, number);
  }

  private String guess() throws Exception {
    int users = 100;
    pass(Duration.ofHours(24));
    long before = signUp.asked();
    int verified = 0;
    int sent = 0;
    for (int user = 0; user < users; user++) {
      String phone = honestNumber(5000 + user);
      HttpResponse<String> started = signUp.startAsPerson(phone);
      sent += started.statusCode() == 200 ? 1 : 0;
      AtOnce.run(
          IntStream.range(0, GUESSES).boxed().toList(),
          guess -> signUp.check(phone, "somebody else", "%06d".formatted(guess)));
      verified += signUp.check(phone, SignUp.handle(started), "123456") ? 1 : 0;
      pass(Duration.ofMinutes(2));
    }
    return "%d guesses at %d codes: %d reached Twilio; %d of %d honest users verified afterwards"
        .formatted(users * GUESSES, sent, signUp.asked() - before - verified, verified, sent);
  }

  @Override
  public void close() {
    server.close();
    captcha.close();
    box.close();
  }
}
