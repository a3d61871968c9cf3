package app.pizoo.switchboard.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server of keys that is out of reach, slow or wrong. */
class JwksOutageTest {
  private static final ECKey KEY = newKey();
  private static final String TOKEN = signed(KEY, "e");
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Answer answer = JwksOutageTest::unavailable;
  private HttpServer server;
  private JwksVerifier verifier;

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/jwks",
        exchange -> {
          asked.incrementAndGet();
          answer.to(exchange);
        });
    server.start();
    verifier = verifier(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static JwksVerifier verifier(int port) {
    return new JwksVerifier(
        URI.create("http://127.0.0.1:" + port + "/jwks"),
        new ClaimsCheck(Optional.empty(), Optional.empty(), "sub", Clock.systemUTC()),
        TIMEOUT);
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("e").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(ECKey key, String keyId) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build(),
              new JWTClaimsSet.Builder()
                  .subject("alice")
                  .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                  .build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static void unavailable(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(503, -1);
    exchange.close();
  }

  private static void keys(HttpExchange exchange) throws IOException {
    byte[] body = new JWKSet(KEY).toString().getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void isUnavailable(String token) {
    Problem problem = catchThrowableOfType(Problem.class, () -> verifier.verify(token));
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo(ProblemCode.AUTHENTICATION_UNAVAILABLE);
    assertThat(problem.retryAfterSeconds()).isPresent();
  }

  @Test
  void without_keys_every_token_is_answered_so_and_the_first_one_after_it_succeeds() {
    for (int i = 0; i < 10; i++) {
      isUnavailable(TOKEN);
    }
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("no".getBytes(UTF_8));
          exchange.close();
        };
    isUnavailable(TOKEN);
    answer = JwksOutageTest::keys;
    assertThat(verifier.verify(TOKEN).subject()).isEqualTo("alice");
  }

  @Test
  void a_server_that_sends_byte_by_byte_has_one_deadline_for_all_of_them() {
    CountDownLatch end = new CountDownLatch(1);
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (!end.await(50, TimeUnit.MILLISECONDS)) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    long start = System.nanoTime();
    isUnavailable(TOKEN);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    end.countDown();
  }

  @Test
  void requests_that_waited_for_the_same_attempt_share_its_failure() throws Exception {
    CountDownLatch all = new CountDownLatch(1);
    answer =
        exchange -> {
          try {
            all.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    List<Future<?>> callers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      callers.add(threads.submit(() -> isUnavailable(TOKEN)));
    }
    for (Future<?> caller : callers) {
      caller.get();
    }
    // One attempt for those that came before it ended; a late thread may need one more.
    assertThat(asked.get()).isLessThan(10);
    all.countDown();
  }

  @Test
  void unknown_keys_are_unknown_while_an_outage_lasts_and_found_soon_after_it() throws Exception {
    answer = JwksOutageTest::keys;
    verifier.verify(TOKEN);
    answer = JwksOutageTest::unavailable;
    String strange = signed(newKey(), "other");
    Problem problem = catchThrowableOfType(Problem.class, () -> verifier.verify(strange));
    assertThat(problem.code()).isEqualTo(ProblemCode.TOKEN_INVALID);
    assertThat(verifier.verify(TOKEN).subject()).isEqualTo("alice");
    ECKey rotated = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
    answer =
        exchange -> {
          byte[] body = new JWKSet(rotated).toString().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        };
    String next = signed(rotated, "next");
    Eventually.isTrue(
        "the new key is known",
        () -> catchThrowableOfType(Problem.class, () -> verifier.verify(next)) == null);
  }

  @Test
  void responses_that_are_not_http_leave_no_connection_open() throws Exception {
    AtomicInteger open = new AtomicInteger();
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> {
        try {
          while (true) {
            Socket socket = listener.accept();
            open.incrementAndGet();
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream().write("hello\r\n\r\n".getBytes(UTF_8));
            while (socket.getInputStream().read() >= 0) {
              // Until the client has closed its side.
            }
            socket.close();
            open.decrementAndGet();
          }
        } catch (IOException closed) {
          // The end of the test.
        }
      });
      verifier = verifier(listener.getLocalPort());
      for (int i = 0; i < 5; i++) {
        isUnavailable(TOKEN);
      }
      Eventually.isTrue("every connection is closed", () -> open.get() == 0);
    }
  }
}
