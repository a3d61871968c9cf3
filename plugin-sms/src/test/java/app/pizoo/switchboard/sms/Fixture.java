package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.NoMetrics;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.storage.Inbox;
import app.pizoo.switchboard.testing.MemoryDatabase;
import app.pizoo.switchboard.testing.NamedGuards;
import app.pizoo.switchboard.testing.RecordedRateLimits;
import app.pizoo.switchboard.testing.StandaloneService;
import app.pizoo.switchboard.testing.TestKeyedHashes;
import app.pizoo.switchboard.testing.TestLedger;
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
  final TwilioBox box = TwilioBox.builder().clock(BoxClock.manual(clock.instant())).start();
  private final StandaloneService<TwilioAccount> account = account(box);
  final MemoryDatabase database = new MemoryDatabase("sms", SmsSchema.SCHEMA);
  private final TestLedger ledger = new TestLedger("sms", database, clock);
  final Queue<RateLimits.Use> uses = new ConcurrentLinkedQueue<>();
  private final Messages messages = new Messages(database, clock);

  /** The product's own account, which leads to a box and serves North America. */
  static StandaloneService<TwilioAccount> account(TwilioBox box) {
    Map<String, String> settings = new HashMap<>(box.settings());
    settings.put("SWITCHBOARD_COUNTRIES", "US,CA");
    return StandaloneService.from(new TwilioService(), TwilioAccount.class, settings);
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
            new OptOuts(database, new TestKeyedHashes(), clock),
            ledger.inbox(),
            ledger.outbox(),
            new TestKeyedHashes(),
            new SmsMetrics(new NoMetrics(), System.getLogger("test")));
    NamedGuards guards = new NamedGuards();
    SmsRoutes routes = new SmsRoutes(service, guards, guards.open());
    ledger.subscribe(List.of(new Inbox.Subscription<>(DeliveryReport.CODEC, service::handle)));
    return routes;
  }

  /** The state of a message, in Twilio's words. */
  Optional<String> status(String sid) {
    return database.read(sql ->
        sql.queryOne(
            "SELECT status FROM sms_messages WHERE sid = ?", row -> row.getString(1), sid));
  }

  @Override
  public void close() {
    account.close();
    box.close();
    database.close();
  }
}
