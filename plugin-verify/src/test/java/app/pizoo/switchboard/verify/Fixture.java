package app.pizoo.switchboard.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.Caller;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Limits;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.twilio.Countries;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;

/** A service with a database in memory, limits that only record, and answers made up. */
final class Fixture implements AutoCloseable {
  static final Origin ORIGIN = new Origin(Caller.anonymous(), "192.0.2.1");

  final CannedTwilio twilio = new CannedTwilio(request -> CannedTwilio.started("VE1"));
  final MovableClock clock = new MovableClock();
  final MemoryDatabase database = new MemoryDatabase(Verifications.SCHEMA);
  final Queue<Limits.Use> uses = new ConcurrentLinkedQueue<>();
  final VerifyService service = service(Access.OPEN);

  VerifyService service(Access access) {
    return new VerifyService(
        new VerifyGateway(twilio, "VA1"),
        new OnlyNorthAmerica(),
        new VerifyLimits(new RecordedLimits(uses), access),
        new Verifications(
            database,
            (purpose, value) -> Integer.toHexString((purpose + value).hashCode()),
            clock,
            new Random(1)),
        new VerifyEvents(new Unmeasured(), System.getLogger("test")));
  }

  void start(Recipient recipient) {
    service.start(recipient, Channel.SMS, ORIGIN);
  }

  boolean check(Recipient recipient, String code) {
    return service.check(recipient, code(code), ORIGIN);
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

  private static final class Unmeasured implements Metrics {
    @Override
    public Counter counter(String name, String help, String... labelNames) {
      return labelValues -> {};
    }

    @Override
    public Timer timer(String name, String help, String... labelNames) {
      return (nanoseconds, labelValues) -> {};
    }

    @Override
    public void gauge(String name, String help, DoubleSupplier value) {}
  }
}
