package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningBox;
import app.pizoo.switchboard.testing.RunningServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers with a certificate of a private authority, which the operator trusts by a setting. */
class PrivateAuthorityIT {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;
  private Path certificate;
  private Path key;
  private HttpsServer policy;

  @BeforeEach
  void start() throws Exception {
    Path store = folder.resolve("store.p12");
    keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=x", "-ext", "SAN=ip:127.0.0.1");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    certificate = pem("CERTIFICATE", keys.getCertificate("mykey").getEncoded());
    key = pem("PRIVATE KEY", keys.getKey("mykey", PASSWORD).getEncoded());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    policy = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    policy.setHttpsConfigurator(new HttpsConfigurator(context));
    policy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    policy.createContext(
        "/",
        exchange -> {
          byte[] answer = "{\"allow\":true}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    policy.start();
  }

  @AfterEach
  void stop() {
    policy.stop(0);
  }

  private static void keytool(Path store, String... words) throws Exception {
    List<String> line =
        new java.util.ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    line.addAll(List.of(words));
    line.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "changeit"));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), US_ASCII);
    assertThat(process.waitFor()).as(printed).isZero();
  }

  private Path pem(String kind, byte[] der) throws Exception {
    String text = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(kind.replace(' ', '-') + ".pem"),
        "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }

  private Installation product(String name) {
    return Installation.in(folder.resolve(name))
        .forProduction()
        .with("SWITCHBOARD_POLICY", "https://127.0.0.1:" + policy.getAddress().getPort() + "/may");
  }

  private static void askPolicy(RunningServer server) throws Exception {
    server.post(
        "/api/twilio/video/token",
        "{\"room\":\"a\"}",
        Map.of("Authorization", "Bearer " + server.token("alice")));
  }

  @Test
  void the_policys_certificate_is_trusted_only_by_the_setting() throws Exception {
    try (RunningServer server = product("untrusting").start("serve")) {
      askPolicy(server);
      assertThat(server.count("policy_questions_total", "outcome=\"tls\"")).isPositive();
      assertThat(server.log()).contains("has a TLS certificate that is not trusted");
    }
    Installation trusting =
        product("trusting").with("SWITCHBOARD_CA_CERTIFICATES", certificate.toString());
    try (RunningServer server = trusting.start("serve")) {
      askPolicy(server);
      assertThat(server.count("policy_questions_total", "outcome=\"allowed\"")).isPositive();
      assertThat(server.count("policy_questions_total", "outcome=\"tls\"")).isZero();
    }
  }

  @Test
  void the_box_delivers_webhooks_to_a_server_with_such_a_certificate() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Installation product =
        product("product")
            .with("SWITCHBOARD_CA_CERTIFICATES", certificate.toString())
            .with("SWITCHBOARD_TLS_CERTIFICATE", certificate.toString())
            .with("SWITCHBOARD_TLS_PRIVATE_KEY", key.toString());
    try (RunningBox box = RunningBox.start(product)) {
      product
          .with(box, "https://127.0.0.1:" + port)
          .with("SWITCHBOARD_COUNTRIES", "all")
          .with("SWITCHBOARD_HTTP_PORT", "" + port);
      Path log = folder.resolve("log");
      Process server =
          product.command("serve").redirectErrorStream(true).redirectOutput(log.toFile()).start();
      try {
        Eventually.isTrue(
            "ready", () -> !server.isAlive() || Files.readString(log).contains("ready after"));
        Process sent =
            new ProcessBuilder(
                    "curl",
                    "-sS",
                    "--cacert",
                    certificate.toString(),
                    "-H",
                    "Content-Type: application/json",
                    "-H",
                    "Authorization: Bearer "
                        + product.run("token", "backend", "--scope", "sms:send").out().strip(),
                    "-d",
                    "{\"to\":\"+13035550101\",\"body\":\"Hello\"}",
                    "https://127.0.0.1:" + port + "/api/twilio/sms/send")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(sent.getInputStream().readAllBytes(), UTF_8)).contains("queued");
        Eventually.isTrue(
            "the status callback has arrived",
            () -> Files.readString(log).contains("/api/twilio/sms/status 204"));
      } finally {
        server.destroy();
        server.waitFor();
      }
    }
  }
}
