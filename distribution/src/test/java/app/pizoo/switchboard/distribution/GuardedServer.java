package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import app.pizoo.switchboard.server.embedded.EmbeddedServer.RouteView;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.SharedService;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * All plugins behind their guards, in a server whose keys the test holds. A plugin whose settings
 * are not set here keeps it from starting.
 */
final class GuardedServer implements AutoCloseable {
  static final String AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String SECRET = "the secret of this very test: ".repeat(3);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String name;
  private final EmbeddedServer server;
  private final TokenForge forge;

  private GuardedServer(String name, EmbeddedServer.Builder builder, TokenForge forge)
      throws Exception {
    this.name = name;
    this.forge = forge;
    ShippedProviders.of(Plugin.class).forEach(builder::plugin);
    ShippedProviders.of(SharedService.class).forEach(builder::service);
    this.server =
        builder
            .set("SWITCHBOARD_JWT_ISSUER", TokenForge.ISSUER)
            .set("SWITCHBOARD_JWT_AUDIENCE", TokenForge.AUDIENCE)
            .set("TWILIO_ACCOUNT_SID", "AC" + "0".repeat(32))
            .set("TWILIO_API_KEY_SID", "SK" + "0".repeat(32))
            .set("TWILIO_API_KEY_SECRET", "s".repeat(32))
            .set("TWILIO_AUTH_TOKEN", AUTH_TOKEN)
            .set("TWILIO_VOICE_APPLICATION_SID", "AP" + "0".repeat(32))
            .set("TWILIO_VERIFY_SERVICE_SID", "VA" + "0".repeat(32))
            .set("TWILIO_FROM", "+12025550123")
            // Nobody listens there: what a guard let through by mistake could not leave either.
            .set("SWITCHBOARD_TWILIO_BASE_URL", "http://127.0.0.1:1")
            .start();
  }

  /** Users are authenticated by a shared secret; anonymous clients can verify a number. */
  static GuardedServer withSecret() throws Exception {
    return new GuardedServer(
        "with a shared secret",
        EmbeddedServer.development().set("SWITCHBOARD_JWT_SECRET", SECRET),
        TokenForge.with(SECRET));
  }

  /** Users are authenticated by published keys; only the app's backend can verify a number. */
  static GuardedServer withPublishedKeys() throws Exception {
    RSAKey key = new RSAKeyGenerator(2048).keyID("of-this-test").generate();
    return new GuardedServer(
        "with published keys",
        EmbeddedServer.development()
            .keysAt(publish(new JWKSet(key).toString()))
            .set("SWITCHBOARD_VERIFY_ACCESS", "service"),
        TokenForge.with(key));
  }

  /** Runs until the tests end: the server under test can call it at any time. */
  private static URI publish(String keys) throws Exception {
    HttpServer provider =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/jwks",
        exchange -> {
          byte[] body = keys.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    provider.start();
    return URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/jwks");
  }

  TokenForge forge() {
    return forge;
  }

  /** The routes whose guard's name begins so; never none, or the walk would prove nothing. */
  List<RouteView> routes(String guard) {
    List<RouteView> found =
        server.routes().stream().filter(route -> route.guard().startsWith(guard)).toList();
    if (found.isEmpty()) {
      throw new AssertionError("no route has a guard " + guard);
    }
    return found;
  }

  /** The address of a route, with something in the place of what varies. */
  URI address(RouteView route) {
    return URI.create(server.api() + route.pattern().replaceAll("\\{[^}]*}", "x"));
  }

  /** Sends a request; headers with an empty value are left out. */
  HttpResponse<String> send(RouteView route, String type, String body, String header, String value)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(route))
            .header("Content-Type", type)
            .method(
                route.method(),
                route.method().equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body));
    if (!value.isEmpty()) {
      request.header(header, value);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
