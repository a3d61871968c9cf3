package app.pizoo.switchboard.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.NoMetrics;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.requestlog.RestRequest;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.testing.MemoryDatabase;
import app.pizoo.switchboard.testing.NamedGuards;
import app.pizoo.switchboard.testing.RecordedRateLimits;
import app.pizoo.switchboard.testing.StandaloneService;
import app.pizoo.switchboard.testing.TestKeyedHashes;
import app.pizoo.switchboard.testing.TestLedger;
import app.pizoo.switchboard.twilio.TwilioAccount;
import app.pizoo.switchboard.twilio.TwilioClient;
import app.pizoo.switchboard.twilio.TwilioService;
import app.pizoo.switchboard.verify.fraud.Captcha;
import app.pizoo.switchboard.verify.fraud.ConversionWatch;
import app.pizoo.switchboard.verify.fraud.FraudChecks;
import app.pizoo.switchboard.verify.fraud.TimingEqualizer;
import app.pizoo.switchboard.verify.fraud.VerifyRateLimits;
import app.pizoo.switchboard.verify.proof.ProofKeys;
import app.pizoo.switchboard.verify.proof.Proofs;
import app.pizoo.switchboard.verify.request.AuthMode;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.ClientInfo;
import app.pizoo.switchboard.verify.request.Code;
import app.pizoo.switchboard.verify.request.Recipient;
import app.pizoo.switchboard.verify.verification.KeyedLock;
import app.pizoo.switchboard.verify.verification.Verifications;
import app.pizoo.switchboard.verify.verification.VerifyGateway;
import app.pizoo.switchboard.verify.verification.VerifyMetrics;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A service with a database in memory, limits that only record, and a box. */
public final class Fixture implements AutoCloseable {
  static final ClientInfo CLIENT =
      new ClientInfo(Caller.anonymous(), "192.0.2.1", "192.0.2", Optional.empty());

  final MovableClock clock = new MovableClock();
  final TwilioBox box = TwilioBox.builder().clock(BoxClock.manual(clock.instant())).start();
  private final StandaloneService<TwilioAccount> account = account(box);
  final MemoryDatabase database = new MemoryDatabase("verify", VerifySchema.SCHEMA);
  final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
  final Queue<RateLimits.Use> uses = new ConcurrentLinkedQueue<>();
  final VerifyService service = service(AuthMode.OPEN);

  private String handle = "";

  /** The product's own account, which leads to a box and serves North America. */
  public static StandaloneService<TwilioAccount> account(TwilioBox box) {
    Map<String, String> settings = new HashMap<>(box.settings());
    settings.put("SWITCHBOARD_COUNTRIES", "US,CA");
    return StandaloneService.from(new TwilioService(), TwilioAccount.class, settings);
  }

  VerifyService service(AuthMode authMode) {
    VerifyMetrics metrics = new VerifyMetrics(new NoMetrics(), System.getLogger("test"), clock);
    RateLimits limits = new RecordedRateLimits(uses);
    VerifyGateway gateway = new VerifyGateway(client(), box.account().verifyServiceSid());
    return new VerifyService(
        gateway,
        new FraudChecks(
            account.get().countries(),
            new VerifyRateLimits(limits, authMode),
            new ConversionWatch(database, limits, clock, metrics),
            new Captcha(Optional.empty(), database, new TestKeyedHashes(), clock, metrics),
            Optional.empty()),
        new TimingEqualizer(
            () -> gateway.checkNonexistent("3".repeat(32)),
            new Random(1),
            () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()),
            pauses::add),
        new Verifications(database, new TestKeyedHashes(), clock, new RandomIds(new Random(4))),
        proofs(),
        new TestLedger("verify", database, clock).outbox(),
        new TestKeyedHashes(),
        metrics,
        new KeyedLock(Eventually.TIMEOUT));
  }

  private Proofs proofs() {
    return new Proofs(
        new ProofKeys(database, clock, Duration.ofDays(30), System.getLogger("test")),
        () -> URI.create("https://app.example"),
        clock,
        new RandomIds(new Random(2)));
  }

  VerifyRoutes routes(AuthMode authMode) {
    return new VerifyRoutes(service, authMode, new NamedGuards());
  }

  /** What the product speaks to Twilio through. */
  TwilioClient client() {
    return account.get().client();
  }

  /** Lets time pass here and at Twilio. */
  void pass(Duration time) {
    clock.forward(time);
    box.clock().advance(time);
  }

  /** The requests that reached Twilio, the first one first. */
  List<RestRequest> requests() {
    return box.requests().reversed();
  }

  /** The verification whose code somebody got last. */
  String sid(Recipient recipient) {
    return box.mailbox(recipient.value()).getFirst().sid();
  }

  void start(Recipient recipient) {
    handle = service.start(recipient, Channel.SMS, CLIENT, Optional.empty(), Optional.empty());
  }

  /** Tries a code as the client that started last. */
  boolean check(Recipient recipient, String code) {
    return service.check(recipient, code(code), Optional.of(handle), CLIENT);
  }

  static Code code(String digits) {
    return new Code(digits);
  }

  public static Recipient phone(String number) {
    return Recipient.parse(
        JsonFields.parse("{\"phone\":\"%s\"}".formatted(number).getBytes(UTF_8)));
  }

  List<String> columns() {
    return database.query(
        "SELECT id, recipient FROM verify_verifications",
        row -> row.getString(1) + " " + row.getString(2));
  }

  @Override
  public void close() {
    account.close();
    box.close();
    database.close();
  }
}
