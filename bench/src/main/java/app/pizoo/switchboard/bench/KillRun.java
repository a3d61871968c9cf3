package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningBox;
import app.pizoo.switchboard.testing.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Kills the assembled server repeatedly, in the middle of signed webhooks at full speed and of
 * sends with idempotency keys. Restarts it at once, as a supervisor does, and counts the rows at
 * the end. The box is a separate process.
 */
public final class KillRun implements AutoCloseable {
  private static final Size FULL = new Size(10, 10_000, 60);

  /** Longer than the reconciler needs to give up on a send without a response. */
  private static final Duration CERTAIN = Duration.ofMinutes(14);

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Size size;
  private final Installation product;
  private final RunningBox box;
  private final Optional<String> url;
  private final LedgerClient client;
  private final AtomicReference<RunningServer> server;

  /**
   * The size of a run.
   *
   * @param kills how often the server is killed in each part
   * @param webhooks sent around each kill
   * @param keys used for sends around each kill
   */
  public record Size(int kills, int webhooks, int keys) {
    private int killAfter(int round, int requests) {
      return requests / 5 + round * requests / 2 / kills;
    }
  }

  /**
   * Starts box and server.
   *
   * @param folder for the server and its data
   */
  public KillRun(TestDatabase database, Size size, Path folder) throws Exception {
    this.size = size;
    url = database.newUrl();
    product = Installation.in(folder.resolve("product"));
    box = RunningBox.start(product);
    int port = FreePort.find();
    String base = "http://127.0.0.1:" + port;
    product
        .with(box, base)
        .with("SWITCHBOARD_HTTP_PORT", Integer.toString(port))
        .with("SWITCHBOARD_LIMIT_RULES", "sms.send.budget.hour=off,sms.send.budget.day=off");
    url.ifPresent(address -> product.with("SWITCHBOARD_DATABASE_URL", address));
    client = new LedgerClient(base, box.authToken());
    server = new AtomicReference<>(product.start("serve"));
  }

  /** Runs the full size on both databases, or on those named by the arguments. */
  public static void main(String[] arguments) throws Exception {
    for (TestDatabase database : TestDatabase.values()) {
      if (arguments.length == 0 || List.of(arguments).contains(database.name())) {
        try (KillRun run = new KillRun(database, FULL, Files.createTempDirectory("kill-run"))) {
          System.out.println(database + ": " + run.webhooks());
          System.out.println(database + ": " + run.sends(CERTAIN));
        }
      }
    }
    System.exit(0);
  }

  /** The box that the server uses. */
  public RunningBox box() {
    return box;
  }

  private void killAndStart() throws Exception {
    server.get().kill();
    server.set(product.start("serve"));
  }

  /**
   * The outcome of webhooks, each sent until it was acknowledged.
   *
   * @param cut attempts without a response
   * @param lost acknowledged webhooks that the database lacks
   * @param ledger the content of the database
   * @param changed rows changed by repeated and by late webhooks
   */
  public record Webhooks(
      int kills,
      int acknowledged,
      int perSecond,
      int cut,
      int lost,
      LedgerCount ledger,
      int changed) {
    @Override
    public String toString() {
      return ("%d kills in %d webhooks at %d a second (pauses of the server included, %d attempts"
              + " cut off): %d processed later, %d acknowledged ones lost; %d messages, %d"
              + " events, %d torn; repeated"
              + " and late ones changed %d")
          .formatted(
              kills,
              acknowledged,
              perSecond,
              cut,
              ledger.retried(),
              lost,
              ledger.delivered().size(),
              ledger.events(),
              ledger.torn(),
              changed);
    }
  }

  /** Sends webhooks as fast as the server accepts them. */
  public Webhooks webhooks() throws Exception {
    AtomicInteger cut = new AtomicInteger();
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    long began = System.nanoTime();
    for (int round = 0; round < size.kills(); round++) {
      int first = round * size.webhooks();
      int killAfter = size.killAfter(round, size.webhooks());
      AtomicInteger answers = new AtomicInteger();
      AtOnce.run(
          IntStream.range(first, first + size.webhooks()).boxed().toList(),
          number -> {
            String sid = "SM%032x".formatted(number);
            while (client.postStatus(sid, "delivered") != 204) {
              cut.incrementAndGet();
              Thread.sleep(100);
            }
            acknowledged.add(sid);
            if (answers.incrementAndGet() == killAfter) {
              killAndStart();
            }
          });
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    // An event whose processing failed (on a slow machine, no connection was free) is stored and
    // acknowledged; it is processed seconds later.
    Eventually.isTrue("all stored events are processed", () -> count().waiting() == 0);
    LedgerCount ledger = count();
    Set<String> lost = new HashSet<>(acknowledged);
    lost.removeAll(ledger.delivered());
    return new Webhooks(
        size.kills(),
        acknowledged.size(),
        (int) (acknowledged.size() / seconds),
        cut.get(),
        lost.size(),
        ledger,
        changedBy(acknowledged.stream().limit(100).toList(), ledger));
  }

  private LedgerCount count() throws SQLException {
    return LedgerCount.of(url, product.data());
  }

  private int changedBy(Collection<String> sids, LedgerCount before) throws Exception {
    sids.forEach(sid -> client.postStatus(sid, "delivered"));
    sids.forEach(sid -> client.postStatus(sid, "failed"));
    Set<String> changed = new HashSet<>(before.delivered());
    changed.removeAll(count().delivered());
    return changed.size();
  }

  /**
   * The outcome of sends with keys.
   *
   * @param unanswered keys whose first request had no response
   * @param open keys without a response at the end
   * @param messages that the box received for all keys
   * @param doubled keys with more than one message
   */
  public record Sends(int kills, int keys, int unanswered, int open, int messages, int doubled) {
    @Override
    public String toString() {
      return "%d kills in sends with %d keys (%d without a response at first, %d at the end): %d messages, %d keys with more than one"
          .formatted(kills, keys, unanswered, open, messages, doubled);
    }
  }

  /** Sends with keys, then repeats requests without a response until all have one. */
  public Sends sends(Duration timeout) throws Exception {
    String token = server.get().token("backend", "--scope", "sms:send", "--ttl", "86400");
    Set<Integer> open = ConcurrentHashMap.newKeySet();
    for (int round = 0; round < size.kills(); round++) {
      int first = round * size.keys();
      int killAfter = size.killAfter(round, size.keys());
      AtomicInteger answers = new AtomicInteger();
      AtOnce.run(
          IntStream.range(first, first + size.keys()).boxed().toList(),
          number -> {
            if (client.send(token, "key " + number, to(number), TIMEOUT) != 200) {
              open.add(number);
              Thread.sleep(100);
            } else if (answers.incrementAndGet() == killAfter) {
              killAndStart();
            }
          });
    }
    int unanswered = open.size();
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      AtOnce.run(
          List.copyOf(open),
          number -> {
            if (client.send(token, "key " + number, to(number), TIMEOUT) == 200) {
              open.remove(number);
            }
          });
      Thread.sleep(200);
    }
    int messages = 0;
    int doubled = 0;
    int keys = size.kills() * size.keys();
    for (int number = 0; number < keys; number++) {
      int found = box.inbox(to(number)).size();
      messages += found;
      doubled += found > 1 ? 1 : 0;
    }
    return new Sends(size.kills(), keys, unanswered, open.size(), messages, doubled);
  }

  /** A number other than the sender's. */
  private static String to(int number) {
    return "+1303555%04d".formatted(number);
  }

  @Override
  public void close() throws Exception {
    // Killed, because a graceful stop would wait for sends in flight.
    server.get().kill();
    server.get().close();
    box.close();
  }
}
