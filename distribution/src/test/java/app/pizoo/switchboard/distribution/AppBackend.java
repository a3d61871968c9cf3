package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app's backend: it signs its users' tokens, and answers policy questions. */
final class AppBackend implements AutoCloseable {
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile String secret;
  private volatile Set<String> accepted;

  AppBackend(String secret) throws IOException {
    this.secret = secret;
    this.accepted = Set.of(secret);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/may", this::answer);
    server.start();
  }

  String policy() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/may";
  }

  /** Signs tokens with a secret from now on, and accepts questions signed with any of some. */
  void use(String signing, Set<String> questions) {
    secret = signing;
    accepted = questions;
  }

  String token(String subject, String scope) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject(subject)
                .claim("scope", scope)
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build());
    token.sign(new MACSigner(secret.getBytes(UTF_8)));
    return token.serialize();
  }

  /** Policy questions with a right signature. */
  int answered() {
    return answered.get();
  }

  /** Policy questions that were signed with a secret that is not accepted. */
  int refused() {
    return refused.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String timestamp = exchange.getRequestHeaders().getFirst("X-Switchboard-Timestamp");
      String signature = exchange.getRequestHeaders().getFirst("X-Switchboard-Signature");
      boolean right =
          accepted.stream().anyMatch(key -> signed(key, timestamp + "." + body).equals(signature));
      (right ? answered : refused).incrementAndGet();
      byte[] json = ("{\"allow\":" + right + "}").getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  private static String signed(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
