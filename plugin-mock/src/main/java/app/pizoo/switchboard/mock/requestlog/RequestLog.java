package app.pizoo.switchboard.mock.requestlog;

import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the newest requests to Twilio's routes. Thread-safe. */
public final class RequestLog {
  private static final int MAX_REQUESTS = 1000;

  private final BoundedStore<Entry> entries = new BoundedStore<>(MAX_REQUESTS);
  private final AtomicLong count = new AtomicLong();
  private final AtomicInteger inFlight = new AtomicInteger();

  /** Adds a request that has just arrived; the caller closes the entry when it is answered. */
  public Entry begin(
      Optional<String> host,
      String method,
      String path,
      Map<String, List<String>> query,
      Map<String, List<String>> form) {
    Entry entry = new Entry(host, method, path, query, form);
    entries.put(String.valueOf(count.incrementAndGet()), entry);
    return entry;
  }

  /** Returns the requests, newest first. */
  public List<RestRequest> newestFirst() {
    return entries.newestFirst(_ -> true).stream().map(Entry::snapshot).toList();
  }

  /** A request in the log. It counts as in flight until it is closed. */
  public final class Entry implements AutoCloseable {
    private final Optional<String> host;
    private final String method;
    private final String path;
    private final Map<String, List<String>> query;
    private final Map<String, List<String>> form;
    private final int concurrent = inFlight.incrementAndGet();
    private volatile OptionalInt status = OptionalInt.empty();

    private Entry(
        Optional<String> host,
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> form) {
      this.host = host;
      this.method = method;
      this.path = path;
      this.query = query;
      this.form = form;
    }

    /** Sets the HTTP status of the response. */
    public void status(int value) {
      status = OptionalInt.of(value);
    }

    @Override
    public void close() {
      inFlight.decrementAndGet();
    }

    private RestRequest snapshot() {
      return new RestRequest(host, method, path, query, form, status, concurrent);
    }
  }
}
