package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.server.ledger.Ledger;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.spi.Inbox;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.testing.Borrowed;
import app.pizoo.switchboard.testing.MemoryDatabase;
import app.pizoo.switchboard.testing.MovableClock;
import app.pizoo.switchboard.testing.NamedGuards;
import app.pizoo.switchboard.testing.RecordedRateLimits;
import app.pizoo.switchboard.testing.Unmeasured;
import app.pizoo.switchboard.twilio.TwilioAccount;
import app.pizoo.switchboard.twilio.TwilioService;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A service with a database in memory, limits that only record, and a box. */
final class Fixture implements AutoCloseable {
  private final MovableClock clock = new MovableClock();
  final TwilioBox box = TwilioBox.builder().clock(BoxClock.still(clock.instant())).start();
  private final Borrowed<TwilioAccount> account = account(box);
  final MemoryDatabase database = new MemoryDatabase(KernelSchema.SCHEMA, SmsSchema.SCHEMA);
  private final Ledger ledger = new Ledger(database, Fixture::keyedHash, clock, new Unmeasured());
  final Queue<RateLimits.Use> uses = new ConcurrentLinkedQueue<>();
  private final Messages messages = new Messages(database, clock);

  /** The product's own account, which leads to a box and serves North America. */
  static Borrowed<TwilioAccount> account(TwilioBox box) {
    Map<String, String> settings = new HashMap<>(box.settings());
    settings.put("SWITCHBOARD_COUNTRIES", "US,CA");
    return Borrowed.from(new TwilioService(), TwilioAccount.class, settings);
  }

  SmsRoutes routes() {
    return routes(Sender.of(account.get()));
  }

  SmsRoutes routes(Sender sender) {
    SmsService service =
        new SmsService(
            new SmsGateway(account.get().client(), sender, () -> URI.create("https://app.example")),
            account.get().countries(),
            new SmsRateLimits(new RecordedRateLimits(uses)),
            messages,
            new OptOuts(database, Fixture::keyedHash, clock),
            ledger.inbox("sms"),
            ledger.outbox("sms"),
            Fixture::keyedHash,
            new SmsMetrics(new Unmeasured(), System.getLogger("test")));
    NamedGuards guards = new NamedGuards();
    SmsRoutes routes = new SmsRoutes(service, messages, guards, guards.open());
    ledger.subscribe(
        "sms", List.of(new Inbox.Subscription<>(DeliveryReport.CODEC, service::handle)));
    return routes;
  }

  /** The state of a message, in Twilio's words. */
  Optional<String> status(String sid) {
    return database.read(sql ->
        sql.queryOne(
            "SELECT status FROM sms_messages WHERE sid = ?", row -> row.getString(1), sid));
  }

  private static String keyedHash(String purpose, String value) {
    return Integer.toHexString((purpose + value).hashCode());
  }

  @Override
  public void close() {
    account.close();
    box.close();
    database.close();
  }
}
