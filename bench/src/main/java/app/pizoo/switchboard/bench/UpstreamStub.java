package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Twilio's Verify API as far as a start and a check need it, with a constant response time. For all
 * threads.
 */
final class UpstreamStub implements AutoCloseable {
  static final String START = "/v2/Services/{service}/Verifications";
  static final String CHECK = "/v2/Services/{service}/VerificationCheck";
  private static final int MILLIS = 50;

  private final WebServer server;
  private volatile int millis = MILLIS;

  UpstreamStub() {
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(routing -> routing.post(START, this::start).post(CHECK, this::check))
            .build()
            .start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Responds at once while a server is filled, or after the usual time again. */
  void respondAtOnce(boolean atOnce) {
    millis = atOnce ? 0 : MILLIS;
  }

  private void start(ServerRequest request, ServerResponse response) {
    answer(request, response, 201, "\"status\":\"pending\",\"valid\":false");
  }

  private void check(ServerRequest request, ServerResponse response) {
    answer(request, response, 200, "\"status\":\"approved\",\"valid\":true");
  }

  private void answer(ServerRequest request, ServerResponse response, int status, String fields) {
    request.content().as(byte[].class);
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String sid = "VE%016x%016x".formatted(ThreadLocalRandom.current().nextLong(), 0L);
    String body =
        """
        {"sid":"%s","service_sid":"VA%s","account_sid":"AC%s","to":"+14155550123",\
        "channel":"sms",%s,"amount":null,"payee":null,"date_created":"2026-01-01T00:00:00Z",\
        "date_updated":"2026-01-01T00:00:00Z"}\
        """
            .formatted(sid, "0".repeat(32), "0".repeat(32), fields);
    response.status(Status.create(status));
    response.header("Content-Type", "application/json");
    response.send(body.getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.stop();
  }
}
