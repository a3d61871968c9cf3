package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final int WAITING = 30;

  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch others = new CountDownLatch(WAITING);
  private final AtomicInteger requests = new AtomicInteger();
  private final WebServer server =
      WebServer.builder()
          .host("127.0.0.1")
          .port(0)
          .routing(routing ->
              routing
                  .get("/stalls", (request, response) -> stall(response))
                  .get("/busy", (request, response) -> response.status(503).send("busy")))
          .build()
          .start();

  /** The first request holds up the others until so many of them wait. */
  private void stall(ServerResponse response) throws InterruptedException {
    boolean isFirst = requests.getAndIncrement() == 0;
    if (!isFirst) {
      others.countDown();
    }
    lock.lock();
    try {
      if (isFirst) {
        others.await();
      }
    } finally {
      lock.unlock();
    }
    response.send("ok");
  }

  private static List<byte[]> requests(int count, String path) {
    byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII);
    return Collections.nCopies(count, request);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void at_a_constant_rate_a_stall_counts_for_all_requests_that_were_due() throws Exception {
    // 31 requests are due while the server stalls, every 5 ms; half of them wait 75 ms and longer.
    LoadResult result =
        new Load.ConstantRate(200).run(server.port(), requests(WAITING + 1, "/stalls"), 200);

    assertThat(result.failed()).isZero();
    assertThat(result.refused()).isZero();
    assertThat(result.percentile(0.5)).isGreaterThan(60);
    assertThat(result.percentile(0.99)).isGreaterThan(140);
  }

  @Test
  void other_statuses_are_refusals_and_no_response_is_a_failure() throws Exception {
    LoadResult refused = new Load.Closed(4).run(server.port(), requests(10, "/busy"), 200);
    assertThat(refused.refused()).isEqualTo(10);
    assertThat(refused.failed()).isZero();
    assertThat(refused.firstFailure()).isEqualTo("503 busy");

    int port = server.port();
    server.stop();
    LoadResult failed = new Load.Closed(4).run(port, requests(10, "/busy"), 200);
    assertThat(failed.failed()).isEqualTo(10);
    assertThat(failed.refused()).isZero();
  }

  @Test
  void loads_that_follow_each_other_are_joined() {
    LoadResult one = new LoadResult(1, new long[] {2_000_000, 4_000_000}, 1, 0, "", new String[0]);
    LoadResult other = new LoadResult(3, new long[] {1_000_000}, 0, 1, "503", new String[0]);

    LoadResult joined = LoadResult.join(List.of(one, other));

    assertThat(joined.perSecond()).isEqualTo(0.75);
    assertThat(joined.percentile(0.5)).isEqualTo(2);
    assertThat(joined.refused()).isEqualTo(1);
    assertThat(joined.failed()).isEqualTo(1);
    assertThat(joined.firstFailure()).isEqualTo("503");
  }
}
