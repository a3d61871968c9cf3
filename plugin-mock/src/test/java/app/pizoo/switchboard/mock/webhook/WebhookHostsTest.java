package app.pizoo.switchboard.mock.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.fixtures.CapturedLog;
import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.SocketServer;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.testing.WebhookReceiver;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs set the addresses of webhooks; the box does not become their way into a network. */
@Timeout(120)
class WebhookHostsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final BoxClock clock = BoxClock.manual(Instant.EPOCH);
  private final ActivityFeed feed = new ActivityFeed(clock);
  private WebhookReceiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new WebhookReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
    clock.close();
  }

  private WebhookResponse send(WebhookHosts hosts, String url) {
    try (SignedWebhooks webhooks = new SignedWebhooks("12345", clock, feed, new Faults(), hosts)) {
      return webhooks.send(new Webhook("CA1", "POST", url, List.of())).join();
    }
  }

  private String refusal() {
    return feed.recent().getLast().data().getString("refused", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://10.0.0.1:8080/",
        "https://192.168.1.1/",
        "http://[fd00::1]/",
        "http://0.0.0.0:8080/",
        "http://[::]:8080/",
        "http://203.0.113.1/",
        "http://127.0.0.1@203.0.113.1/",
        "http://2130706433.example@203.0.113.1/#rc=5&rp=all",
      })
  void another_host_is_refused_once_with_the_reason(String url) {
    try (CapturedLog log = CapturedLog.of("switchboard.box")) {
      assertThat(send(WebhookHosts.LOOPBACK, url)).isEqualTo(WebhookResponse.none(11205));
      assertThat(feed.recent()).hasSize(1);
      assertThat(refusal())
          .contains("is not on loopback; SWITCHBOARD_BOX_WEBHOOK_HOSTS=any allows other hosts");
      assertThat(log.lines()).allMatch(line -> line.contains("the box sent no webhook"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void this_machine_is_called(String host) throws Exception {
    String url = receiver.url("/in").replace("127.0.0.1", host);
    assertThat(send(WebhookHosts.LOOPBACK, url).error()).isZero();
    assertThat(receiver.next().url().getPath()).isEqualTo("/in");
    assertThat(refusal()).isEmpty();
  }

  @Test
  void this_machine_is_called_by_ipv6_too() throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("::1");
    Assumptions.assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "no IPv6");
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://[::1]:" + server.getAddress().getPort() + "/";
      assertThat(send(WebhookHosts.LOOPBACK, url).status()).isEqualTo(204);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_redirect_to_another_host_is_refused() throws Exception {
    receiver.redirect("http://169.254.169.254/latest/meta-data/");
    assertThat(send(WebhookHosts.LOOPBACK, receiver.url("/in")).error()).isEqualTo(11205);
    assertThat(receiver.next().url().getPath()).isEqualTo("/in");
    assertThat(refusal()).startsWith("169.254.169.254 (169.254.169.254) is not on loopback");
  }

  @Test
  void a_name_is_refused_if_any_of_its_addresses_is_elsewhere() throws Exception {
    InetAddress[] both = {
      InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("169.254.169.254")
    };
    try (WebhookClient client = new WebhookClient(WebhookHosts.LOOPBACK, TIMEOUT, name -> both)) {
      assertThatThrownBy(() -> client.send(get(receiver.url("/in")), 100, TIMEOUT))
          .isInstanceOf(RefusedHostException.class)
          .hasMessageStartingWith("127.0.0.1 (169.254.169.254) is not on loopback");
    }
  }

  /** DNS rebinding: the name led to loopback when it was checked, and leads elsewhere now. */
  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "203.0.113.1"})
  void the_system_refuses_to_connect_to_another_host_that_passed_the_check(String other)
      throws Exception {
    InetAddress[] loopback = {InetAddress.ofLiteral("127.0.0.1")};
    try (WebhookClient client =
        new WebhookClient(WebhookHosts.LOOPBACK, TIMEOUT, name -> loopback)) {
      assertThatThrownBy(() -> client.send(get("http://" + other + "/"), 100, TIMEOUT))
          .isInstanceOf(SocketException.class);
    }
  }

  private static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).build();
  }

  /** The machine's own address in a network: no packet leaves it. */
  @Test
  void the_switch_allows_other_hosts() throws Exception {
    Optional<InetAddress> own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !(address instanceof Inet6Address))
            .findFirst();
    Assumptions.assumeTrue(own.isPresent(), "this machine has no network");
    HttpServer server = HttpServer.create(new InetSocketAddress(own.get(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      String url =
          "http://%s:%d/".formatted(own.get().getHostAddress(), server.getAddress().getPort());
      assertThat(send(WebhookHosts.LOOPBACK, url).error()).isEqualTo(11205);
      assertThat(send(WebhookHosts.ANY, url).status()).isEqualTo(204);
      assertThat(refusal()).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
      })
  void connections_with_broken_responses_are_closed(String answer) throws Exception {
    try (SocketServer server = new SocketServer();
        SignedWebhooks webhooks =
            new SignedWebhooks("12345", clock, feed, new Faults(), WebhookHosts.LOOPBACK)) {
      server.answer(answer);
      for (int i = 0; i < 3; i++) {
        Webhook webhook = new Webhook("CA1", "POST", server.address() + "/#rt=300&rc=0", List.of());
        assertThat(webhooks.send(webhook).join().error()).isEqualTo(11200);
      }
      Eventually.isTrue("every connection is closed", () -> server.open() == 0);
    }
  }

  @Test
  void a_body_that_is_too_long_is_cut_off_and_its_connection_closed() throws Exception {
    try (SocketServer server = new SocketServer();
        SignedWebhooks webhooks =
            new SignedWebhooks("12345", clock, feed, new Faults(), WebhookHosts.LOOPBACK)) {
      server.answer("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(70_000));
      WebhookResponse answer =
          webhooks.send(new Webhook("CA1", "POST", server.address() + "/", List.of())).join();
      assertThat(answer.error()).isEqualTo(11750);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).hasSize(64 * 1024);
      Eventually.isTrue("the connection is closed", () -> server.open() == 0);
    }
  }
}
