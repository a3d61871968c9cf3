package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.server.EmbeddedServer;
import app.pizoo.switchboard.testing.ShiftedClock;
import app.pizoo.switchboard.twilio.TwilioService;
import app.pizoo.switchboard.verify.VerifyPlugin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Six hours of an open sign-up under attack, with limits that only report and with the defaults:
 * how many codes somebody who pumps messages gets sent, how many guesses at others' codes reach
 * Twilio, and how many honest users get through in the same traffic.
 */
public final class PumpingRun {
  private static final int MINUTES = 360;
  private static final int NUMBERS = 1000;
  private static final int PUMPED_IN_A_MINUTE = 8;
  private static final int MINUTES_FOR_AN_HONEST_USER = 3;
  private static final int GUESSES = 8;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ShiftedClock clock = new ShiftedClock();
  private final TwilioBox box = TwilioBox.start(0);
  private final EmbeddedServer server;

  private PumpingRun(String limits) {
    EmbeddedServer.Builder builder = EmbeddedServer.production().clock(clock);
    box.settings().forEach(builder::set);
    server =
        builder
            .set("SWITCHBOARD_LIMITS", limits)
            .set("SWITCHBOARD_COUNTRIES", "all")
            .plugin(new VerifyPlugin())
            .service(new TwilioService())
            .start();
  }

  /** Runs it in both modes. */
  public static void main(String[] arguments) throws Exception {
    for (String limits : new String[] {"report", "block"}) {
      PumpingRun run = new PumpingRun(limits);
      System.out.println(limits + ": " + run.pump());
      System.out.println(limits + ": " + run.guess());
      run.server.close();
      run.box.close();
    }
    System.exit(0);
  }

  private String pump() throws Exception {
    int pumped = 0;
    int tried = 0;
    int honest = 0;
    int verified = 0;
    for (int minute = 0; minute < MINUTES; minute++) {
      for (int i = 0; i < PUMPED_IN_A_MINUTE; i++, tried++) {
        pumped += start(pumpedNumber(tried % NUMBERS)).statusCode() == 200 ? 1 : 0;
      }
      if (minute % MINUTES_FOR_AN_HONEST_USER == 0) {
        String phone = honestNumber(honest++);
        verified += check(phone, handle(start(phone)), "123456") ? 1 : 0;
      }
      clock.shift(Duration.ofMinutes(1));
    }
    return "pumping %d numbers: %d of %d codes were sent; %d of %d honest users verified"
        .formatted(NUMBERS, pumped, tried, verified, honest);
  }

  /** Numbers of a hundred areas of one country, ten each. */
  private static String pumpedNumber(int number) {
    return "+9989%02d%03d%03d".formatted(number % 100, 100 + number % 100, number);
  }

  private static String honestNumber(int number) {
    return "+1%03d555%04d".formatted(201 + number * 7 % 700, number);
  }

  private String guess() throws Exception {
    int users = 100;
    clock.shift(Duration.ofHours(24));
    long before = asked();
    int verified = 0;
    int sent = 0;
    for (int user = 0; user < users; user++) {
      String phone = honestNumber(5000 + user);
      HttpResponse<String> started = start(phone);
      sent += started.statusCode() == 200 ? 1 : 0;
      for (int i = 0; i < GUESSES; i++) {
        check(phone, "somebody else", "%06d".formatted(i));
      }
      verified += check(phone, handle(started), "123456") ? 1 : 0;
      clock.shift(Duration.ofMinutes(2));
    }
    return "%d guesses at %d codes: %d reached Twilio; %d of %d honest users verified afterwards"
        .formatted(users * GUESSES, sent, asked() - before - verified, verified, sent);
  }

  private long asked() throws Exception {
    String metrics =
        client
            .send(
                HttpRequest.newBuilder(URI.create(server.operations() + "/metrics")).build(),
                BodyHandlers.ofString())
            .body();
    return metrics
        .lines()
        .filter(line -> line.startsWith("switchboard_verify_checks_total{"))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private HttpResponse<String> start(String phone) throws IOException, InterruptedException {
    return post("start", "{\"phone\":\"%s\"}".formatted(phone));
  }

  private boolean check(String phone, String handle, String code)
      throws IOException, InterruptedException {
    return post(
            "check",
            "{\"phone\":\"%s\",\"code\":\"%s\",\"handle\":\"%s\"}".formatted(phone, code, handle))
        .body()
        .contains("\"verified\":true");
  }

  private static String handle(HttpResponse<String> started) {
    return started.statusCode() == 200
        ? started.body().replaceAll(".*\"handle\":\"([^\"]+)\".*", "$1")
        : "none";
  }

  private HttpResponse<String> post(String step, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.api() + "/api/auth/verify/" + step))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
