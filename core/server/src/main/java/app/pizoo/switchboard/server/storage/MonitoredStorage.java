package app.pizoo.switchboard.server.storage;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts the transactions that fail because the database is unavailable, and logs when that begins
 * and when it is over. The price for a transaction that succeeds is one read of a shared field.
 */
public final class MonitoredStorage implements Storage {
  private static final System.Logger LOG = System.getLogger("switchboard.storage");

  /** A full disk lets reads succeed between failing writes: that is one outage, not many. */
  private static final long CALM = Duration.ofSeconds(2).toNanos();

  private static final long NONE = 0;

  private final Storage storage;
  private final LongSupplier nanoTime;
  private final Metrics.Counter failures;
  private final AtomicLong began = new AtomicLong(NONE);
  private volatile long lastFailure;

  /** Monitors a storage. */
  public MonitoredStorage(Storage storage, Metrics metrics) {
    this(storage, metrics, System::nanoTime);
  }

  MonitoredStorage(Storage storage, Metrics metrics, LongSupplier nanoTime) {
    this.storage = storage;
    this.nanoTime = nanoTime;
    this.failures =
        metrics.counter(
            "storage_failures", "Transactions that failed because the database is unavailable");
    metrics.gauge(
        "storage_available",
        "1 while the database is available, 0 from its first failure until it works again",
        () -> began.get() == NONE ? 1 : 0);
  }

  @Override
  public <T> T read(Function<Sql, T> work) {
    return watched(() -> storage.read(work));
  }

  @Override
  public <T> T write(Function<Sql, T> work) {
    return watched(() -> storage.write(work));
  }

  @Override
  public <T> T migrate(Function<Sql, T> work) {
    return watched(() -> storage.migrate(work));
  }

  @Override
  public boolean answers() {
    boolean answers = storage.answers();
    if (answers) {
      succeeded();
    } else {
      failed("it does not respond");
    }
    return answers;
  }

  private <T> T watched(Supplier<T> transaction) {
    try {
      T result = transaction.get();
      succeeded();
      return result;
    } catch (Problem e) {
      if (e.code().equals(ProblemCode.PROVIDER_UNAVAILABLE)) {
        failures.add();
        failed(e.getCause() == null ? e.detail() : e.getCause().toString());
      }
      throw e;
    }
  }

  private void failed(String why) {
    long now = nanoTime.getAsLong();
    lastFailure = now;
    if (began.get() == NONE && began.compareAndSet(NONE, now == NONE ? 1 : now)) {
      LOG.log(WARNING, "the database is unavailable: {0}", why);
    }
  }

  private void succeeded() {
    long since = began.get();
    if (since == NONE) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (now - lastFailure >= CALM && began.compareAndSet(since, NONE)) {
      LOG.log(
          INFO,
          "the database is available again, after {0} s",
          Long.toString(Duration.ofNanos(now - since).toSeconds()));
    }
  }

  @Override
  public boolean isAlive() {
    return storage.isAlive();
  }

  @Override
  public void forget() {
    storage.forget();
  }

  @Override
  public void close() {
    storage.close();
  }
}
