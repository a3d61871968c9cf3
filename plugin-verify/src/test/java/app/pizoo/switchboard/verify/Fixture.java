package app.pizoo.switchboard.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.server.ledger.Ledger;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.spi.Caller;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Limits;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.testing.MovableClock;
import app.pizoo.switchboard.twilio.Countries;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A service with a database in memory, limits that only record, and answers made up. */
final class Fixture implements AutoCloseable {
  static final Origin ORIGIN =
      new Origin(Caller.anonymous(), "192.0.2.1", "192.0.2", Optional.empty());

  final CannedTwilio twilio = new CannedTwilio(request -> CannedTwilio.started("VE1"));
  final MovableClock clock = new MovableClock();
  final MemoryDatabase database = new MemoryDatabase(KernelSchema.SCHEMA, VerifySchema.SCHEMA);
  final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
  final Queue<Limits.Use> uses = new ConcurrentLinkedQueue<>();
  final VerifyService service = service(Access.OPEN);

  private String handle = "";

  VerifyService service(Access access) {
    VerifyEvents events = new VerifyEvents(new Unmeasured(), System.getLogger("test"), clock);
    Limits limits = new RecordedLimits(uses);
    return new VerifyService(
        new VerifyGateway(twilio, "VA1"),
        new OnlyNorthAmerica(),
        new VerifyLimits(limits, access),
        new ConversionWatch(database, limits, clock, events),
        new Captcha(Optional.empty(), database, Fixture::fingerprint, clock, events),
        Optional.empty(),
        new Verifications(database, Fixture::fingerprint, clock, new Random(1)),
        new Ledger(database, Fixture::fingerprint, clock, new Unmeasured()).outbox("verify"),
        Fixture::fingerprint,
        new EvenTime(new Random(1)),
        new StartTime(System::nanoTime, pauses::add),
        events);
  }

  VerifyRoutes routes(Access access) {
    Proofs proofs =
        new Proofs(
            new ProofKeys(database, clock, Duration.ofDays(30), System.getLogger("test")),
            () -> URI.create("https://app.example"),
            clock,
            new Random(2));
    return new VerifyRoutes(service, proofs, access, new NamedGuards(), List.of());
  }

  private static String fingerprint(String purpose, String value) {
    return Integer.toHexString((purpose + value).hashCode());
  }

  void start(Recipient recipient) {
    handle = service.start(recipient, Channel.SMS, ORIGIN, Optional.empty());
  }

  /** Tries a code as whoever started last. */
  boolean check(Recipient recipient, String code) {
    return service.check(recipient, code(code), Optional.of(handle), ORIGIN);
  }

  static Code code(String digits) {
    return new Code(digits);
  }

  static Recipient phone(String number) {
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
    database.close();
  }

  private static final class OnlyNorthAmerica implements Countries {
    @Override
    public boolean isNone() {
      return false;
    }

    @Override
    public boolean allow(PhoneNumber number) {
      return number.value().startsWith("+1");
    }

    @Override
    public void admit(PhoneNumber number, String field) {
      if (!allow(number)) {
        throw Problem.of(ProblemCode.COUNTRY_NOT_SUPPORTED, "not served").inField(field);
      }
    }
  }
}
