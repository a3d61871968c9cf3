package app.pizoo.switchboard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A kind of request that is measured. */
enum Row {
  /** A fixed answer: the public keys of proofs. */
  KEYS(64, 20_000, 200, false),
  TOKEN(64, 20_000, 200, false),
  INCOMING(64, 10_000, 200, true),
  STATUS(64, 20_000, 204, true),
  START(100, 5_000, 200, true),
  CHECK(64, 5_000, 200, true),
  START_500(500, 10_000, 200, false);

  private final int callers;
  private final int requests;
  private final int status;
  private final boolean hasHistory;

  Row(int callers, int requests, int status, boolean hasHistory) {
    this.callers = callers;
    this.requests = requests;
    this.status = status;
    this.hasHistory = hasHistory;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  int callers() {
    return callers;
  }

  int requests() {
    return requests;
  }

  /** The expected status of responses. */
  int status() {
    return status;
  }

  /** Whether its requests leave rows behind that later ones for the same key meet. */
  boolean hasHistory() {
    return hasHistory;
  }

  /** The requests that leave the history which this row meets. */
  Row filling() {
    return this == CHECK ? START : this;
  }

  /**
   * Prepares requests, the numbers and keys of which follow each other.
   *
   * @param port of the server, which is asked for the codes that are to be checked
   * @param keys the number of keys that take turns
   * @param from the first turn
   */
  List<byte[]> prepare(int port, int number, int firstKey, int keys, int from, int count)
      throws InterruptedException {
    List<byte[]> all = new ArrayList<>(count);
    String[] started =
        this == CHECK
            ? new Load.Closed(START.callers)
                .run(port, START.prepare(port, number, firstKey, keys, from, count), START.status)
                .bodies()
            : new String[0];
    for (int i = 0; i < count; i++) {
      int key = firstKey + (from + i) % keys;
      all.add(
          switch (this) {
            case KEYS -> Requests.keys();
            case TOKEN -> Requests.token(key);
            case INCOMING -> Requests.incoming(BenchmarkedServer.PUBLIC_URL, number + i, key);
            case STATUS -> Requests.status(BenchmarkedServer.PUBLIC_URL, number + i, key);
            case START, START_500 -> Requests.start(key);
            case CHECK -> Requests.check(key, started[i]);
          });
    }
    return all;
  }
}
