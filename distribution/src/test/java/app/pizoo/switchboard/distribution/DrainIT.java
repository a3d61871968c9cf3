package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.testing.Product;
import app.pizoo.switchboard.testing.RunningProduct;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop while it waits for Twilio's answer. */
class DrainIT {
  private static final String MESSAGE =
      "{\"sid\":\"SM" + "1".repeat(32) + "\",\"status\":\"queued\",\"to\":\"+14155552671\"}";

  @TempDir Path folder;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private HttpServer twilio;

  @BeforeEach
  void startTwilio() throws Exception {
    twilio = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    twilio.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    twilio.createContext(
        "/",
        exchange -> {
          arrived.countDown();
          try {
            answer.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          byte[] body = MESSAGE.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(201, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    twilio.start();
  }

  @AfterEach
  void stopTwilio() {
    answer.countDown();
    twilio.stop(0);
  }

  @Test
  void a_request_in_flight_is_answered_before_the_server_ends() throws Exception {
    Product product =
        Product.in(folder.resolve("product"))
            .forProduction()
            .with(
                "SWITCHBOARD_TWILIO_BASE_URL", "http://127.0.0.1:" + twilio.getAddress().getPort());
    try (RunningProduct server = product.start("serve")) {
      assertThat(server.get(server.ready()).statusCode()).isEqualTo(200);
      String token = server.token("backend", "--scope", "sms:send");
      CompletableFuture<HttpResponse<String>> sent =
          server.postLater(
              "/api/twilio/sms/send",
              "{\"to\":\"+14155552671\",\"body\":\"Hello\"}",
              Map.of("Authorization", "Bearer " + token));
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();

      server.process().destroy();
      awaitNotReady(server);
      assertThat(sent).isNotDone();
      assertThat(server.process().isAlive()).isTrue();

      answer.countDown();
      HttpResponse<String> answered = sent.get(30, TimeUnit.SECONDS);
      assertThat(answered.statusCode()).isEqualTo(200);
      assertThat(RunningProduct.json(answered).getString("sid")).startsWith("SM1");
      assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(server.process().exitValue()).isZero();
    }
  }

  private static void awaitNotReady(RunningProduct server) throws Exception {
    Instant end = Instant.now().plusSeconds(10);
    while (server.get(server.ready()).statusCode() == 200) {
      assertThat(Instant.now()).isBefore(end);
    }
  }
}
