package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.server.ledger.Ledger;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.spi.Caller;
import app.pizoo.switchboard.spi.Guard;
import app.pizoo.switchboard.spi.Guards;
import app.pizoo.switchboard.spi.Limits;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.spi.Request;
import app.pizoo.switchboard.testing.MovableClock;
import app.pizoo.switchboard.twilio.Countries;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;

/** A service with a database in memory, limits that only record, and answers made up. */
final class Fixture implements AutoCloseable {
  static final String SID = "SM0123456789abcdef0123456789abcdef";
  static final String FROM = "+15005550006";
  static final Sender NUMBER = new Sender.From(PhoneNumber.parse(FROM, "from"));

  final CannedTwilio twilio = new CannedTwilio(request -> CannedTwilio.queued(SID));
  final MovableClock clock = new MovableClock();
  final MemoryDatabase database = new MemoryDatabase(KernelSchema.SCHEMA, SmsSchema.SCHEMA);
  private final Ledger ledger = new Ledger(database, Fixture::fingerprint, clock, new Unmeasured());
  final Queue<Limits.Use> uses = new ConcurrentLinkedQueue<>();
  final Messages messages = new Messages(database, clock);

  SmsRoutes routes() {
    return routes(NUMBER);
  }

  SmsRoutes routes(Sender sender) {
    SmsService service =
        new SmsService(
            new SmsGateway(twilio, sender, () -> URI.create("https://app.example")),
            new OnlyNorthAmerica(),
            new SmsLimits(new RecordedLimits(uses)),
            messages,
            new OptOuts(database, Fixture::fingerprint, clock),
            ledger.inbox("sms"),
            ledger.outbox("sms"),
            Fixture::fingerprint,
            new SmsEvents(new Unmeasured(), System.getLogger("test")));
    SmsRoutes routes =
        new SmsRoutes(service, messages, new NobodysGuards(), new Anybody(), List.of());
    ledger.handle("sms", routes.events());
    return routes;
  }

  private static String fingerprint(String purpose, String value) {
    return Integer.toHexString((purpose + value).hashCode());
  }

  @Override
  public void close() {
    database.close();
  }

  private static final class NobodysGuards implements Guards {
    @Override
    public Guard user() {
      return new Anybody();
    }

    @Override
    public Guard service(String scope) {
      return new Anybody();
    }

    @Override
    public Guard open() {
      return new Anybody();
    }
  }

  private static final class Anybody implements Guard {
    @Override
    public String name() {
      return "anybody";
    }

    @Override
    public Caller admit(Request request) {
      return Caller.anonymous();
    }
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
