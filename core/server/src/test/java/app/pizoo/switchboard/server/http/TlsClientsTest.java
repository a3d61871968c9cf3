package app.pizoo.switchboard.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.spi.http.Response;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a request is taken to come from where the listener speaks TLS itself. */
class TlsClientsTest {
  @TempDir private Path folder;

  private String remote(List<AddressRange> trusted) throws Exception {
    SelfSigned certificate = SelfSigned.in(folder);
    Duration timeout = Duration.ofSeconds(10);
    RouteTable routes = new RouteTable();
    routes
        .of("test")
        .get(
            "/remote",
            new OpenGuard(),
            request -> Response.of("text/plain", request.remoteAddress()));
    try (ApiListener listener =
            ApiPipeline.open(
                new ListenerOptions(
                    "test",
                    "127.0.0.1",
                    0,
                    Optional.of(certificate.files()),
                    100,
                    Duration.ofSeconds(1),
                    new ConnectionTimeouts(timeout, timeout, timeout, timeout)),
                new ApiPipeline.Trust(Optional.empty(), trusted, Optional.empty()),
                routes,
                new MetricsRegistry());
        HttpClient client = HttpClient.newBuilder().sslContext(certificate.trusting()).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + listener.port() + "/remote"))
              .header("X-Forwarded-For", "198.51.100.7")
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void a_client_is_known_by_its_address_not_by_the_name_that_dns_has_for_it() throws Exception {
    assertThat(remote(List.of())).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 198.51.100.7", "192.0.2.1, 127.0.0.1"})
  void a_proxy_is_trusted_by_its_address(String trusted, String client) throws Exception {
    assertThat(remote(List.of(new AddressRange(InetAddress.ofLiteral(trusted), 32))))
        .isEqualTo(client);
  }
}
