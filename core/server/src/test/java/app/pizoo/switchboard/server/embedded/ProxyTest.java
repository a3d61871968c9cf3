package app.pizoo.switchboard.server.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.http.JsonFields;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which address a request is taken to have, and whom it is taken to come from. */
class ProxyTest {
  private static JsonObject ask(EmbeddedServer.Builder builder, String... headers)
      throws Exception {
    try (EmbeddedServer server = builder.plugin(new SamplePlugin()).start();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(server.api() + "/sample/echo?a=%2f+b"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"x\"}"));
      if (headers.length > 0) {
        request.headers(headers);
      }
      String body = client.send(request.build(), BodyHandlers.ofString()).body();
      return JsonFields.parse(body.getBytes(UTF_8)).object();
    }
  }

  private static final List<String> FORWARDED =
      List.of(
          "X-Forwarded-Proto", "https",
          "X-Forwarded-Host", "calls.example.com",
          "X-Forwarded-Port", "8443",
          "X-Forwarded-Prefix", "/base",
          "X-Forwarded-For", "203.0.113.9, 198.51.100.7, 127.0.0.9");

  private static String[] forwarded() {
    return FORWARDED.toArray(String[]::new);
  }

  @Test
  void headers_of_untrusted_senders_are_ignored() throws Exception {
    JsonObject seen = ask(EmbeddedServer.development(), forwarded());
    assertThat(seen.getString("url"))
        .startsWith("http://127.0.0.1:")
        .endsWith("/sample/echo?a=%2f+b");
    assertThat(seen.getString("remote")).isEqualTo("127.0.0.1");
  }

  @Test
  void headers_of_trusted_proxies_count_and_the_last_untrusted_address_is_the_client()
      throws Exception {
    EmbeddedServer.Builder trusting =
        EmbeddedServer.development().set("SWITCHBOARD_TRUSTED_PROXIES", "127.0.0.0/8");
    JsonObject seen = ask(trusting, forwarded());
    assertThat(seen.getString("url"))
        .isEqualTo("https://calls.example.com:8443/base/sample/echo?a=%2f+b");
    assertThat(seen.getString("remote")).isEqualTo("198.51.100.7");
  }

  @Test
  void a_separate_header_line_of_a_trusted_proxy_counts_and_the_client_s_line_does_not()
      throws Exception {
    EmbeddedServer.Builder trusting =
        EmbeddedServer.development().set("SWITCHBOARD_TRUSTED_PROXIES", "127.0.0.0/8");
    JsonObject seen =
        ask(
            trusting,
            "X-Forwarded-For",
            "203.0.113.9",
            "X-Forwarded-For",
            "198.51.100.7, 127.0.0.9",
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-Host",
            "calls.example.com");
    assertThat(seen.getString("remote")).isEqualTo("198.51.100.7");
    assertThat(seen.getString("url")).startsWith("http://calls.example.com/");
  }

  @Test
  void ports_of_clients_are_left_out_of_their_addresses() throws Exception {
    for (String port : new String[] {"", ":1", ":65535"}) {
      assertThat(remote("198.51.100.7" + port)).isEqualTo("198.51.100.7");
      assertThat(remote("203.0.113.9, [2001:db8::7]" + port + ", 127.0.0.9" + port))
          .isEqualTo("2001:db8::7");
    }
    assertThat(remote("2001:db8::7:1")).isEqualTo("2001:db8::7:1");
    assertThat(remote("198.51.100.7:x")).isEqualTo("127.0.0.1");
  }

  private static String remote(String forwarded) throws Exception {
    return ask(
            EmbeddedServer.development().set("SWITCHBOARD_TRUSTED_PROXIES", "127.0.0.0/8"),
            "X-Forwarded-For",
            forwarded)
        .getString("remote");
  }

  @Test
  void nonsense_in_the_chain_is_not_believed() throws Exception {
    EmbeddedServer.Builder trusting =
        EmbeddedServer.development().set("SWITCHBOARD_TRUSTED_PROXIES", "127.0.0.0/8");
    JsonObject seen =
        ask(trusting, "X-Forwarded-For", "evil", "X-Forwarded-Prefix", "//evil.example/x");
    assertThat(seen.getString("remote")).isEqualTo("127.0.0.1");
    assertThat(seen.getString("url")).contains("/sample/echo?").doesNotContain("evil");
  }

  @Test
  void the_configured_public_address_wins() throws Exception {
    EmbeddedServer.Builder configured =
        EmbeddedServer.development()
            .set("SWITCHBOARD_PUBLIC_URL", "https://calls.example.com/base")
            .set("SWITCHBOARD_TRUSTED_PROXIES", "127.0.0.0/8");
    assertThat(ask(configured, "X-Forwarded-Host", "other.example").getString("url"))
        .isEqualTo("https://calls.example.com/base/sample/echo?a=%2f+b");
  }
}
