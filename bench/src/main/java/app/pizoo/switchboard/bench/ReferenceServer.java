package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the product is compared with: handlers on the same HTTP server that respond with as many
 * bytes.
 */
final class ReferenceServer {
  private static final String PUBLIC_URL = BenchmarkedServer.PUBLIC_URL;
  private static final byte[] TWIML =
      ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Dial timeout=\"25\">"
              + "x".repeat(400)
              + "</Dial></Response>")
          .getBytes(UTF_8);
  private static final byte[] TOKEN_REST =
      "\",\"identity\":\"user0001\",\"expires_in\":3600}".getBytes(UTF_8);
  private static final byte[] STARTED =
      ("{\"ok\":true,\"status\":\"pending\",\"phone\":\"+14155550123\",\"channel\":\"sms\","
              + "\"handle\":\""
              + "h".repeat(43)
              + "\"}")
          .getBytes(UTF_8);
  private static final byte[] CHECKED =
      ("{\"ok\":true,\"verified\":true,\"phone\":\"+14155550123\",\"proof\":\""
              + "p".repeat(300)
              + "\"}")
          .getBytes(UTF_8);

  private static final byte[] KEYS =
      ("{\"keys\":[{\"kty\":\"OKP\",\"x\":\"" + "k".repeat(180) + "\"}]}").getBytes(UTF_8);

  /** What a reference does for each request. */
  enum Work {
    /** Reads the request and responds with fixed bytes; waits instead of asking upstream. */
    FIXED,
    /** Verifies and makes signatures with the JDK's cryptography, and asks upstream. */
    CRYPTOGRAPHY,
    /** Verifies signatures and inserts each status callback before it responds. */
    DURABLE
  }

  private final Work work;
  private final URI upstream;
  private final Mac sha1;
  private final Mac sha256;
  private final PrivateKey proofKey;
  private final HttpClient client = HttpClient.newHttpClient();
  private final GroupedInserts inserts;

  private ReferenceServer(Work work, URI upstream, Path folder) throws GeneralSecurityException {
    this.work = work;
    this.upstream = upstream;
    sha1 = mac("HmacSHA1", Requests.AUTH_TOKEN);
    sha256 = mac("HmacSHA256", Requests.SECRET);
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    proofKey = keys.generateKeyPair().getPrivate();
    inserts = new GroupedInserts(folder);
  }

  private static Mac mac(String name, String key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(name);
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), name));
    return mac;
  }

  /** Starts a reference and prints its port. The arguments: work, upstream, folder. */
  public static void main(String[] arguments) throws Exception {
    ReferenceServer reference =
        new ReferenceServer(
            Work.valueOf(arguments[0]), URI.create(arguments[1]), Path.of(arguments[2]));
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(routing ->
                routing
                    .get(Requests.KEYS, (in, out) -> json(out, KEYS))
                    .post(Requests.TOKEN, reference::token)
                    .post(Requests.INCOMING, reference::incoming)
                    .post(Requests.STATUS, reference::status)
                    .post(
                        Requests.START,
                        (in, out) -> reference.verify(in, out, UpstreamStub.START, STARTED))
                    .post(
                        Requests.CHECK,
                        (in, out) -> reference.verify(in, out, UpstreamStub.CHECK, CHECKED)))
            .build()
            .start();
    System.out.println(server.port());
  }

  private void token(ServerRequest request, ServerResponse response) {
    String token = request.headers().get(HeaderNames.AUTHORIZATION).get().substring(7);
    request.content().as(byte[].class);
    int dot = token.lastIndexOf('.');
    String code = "x".repeat(43);
    String signed = "x".repeat(400);
    if (work != Work.FIXED) {
      byte[] expected = sign(sha256, token.substring(0, dot).getBytes(US_ASCII));
      byte[] given = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      demand(MessageDigest.isEqual(expected, given));
      code =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(sign(sha256, signed.getBytes(US_ASCII)));
    }
    byte[] start = ("{\"ok\":true,\"token\":\"" + signed + '.' + code).getBytes(US_ASCII);
    byte[] body = Arrays.copyOf(start, start.length + TOKEN_REST.length);
    System.arraycopy(TOKEN_REST, 0, body, start.length, TOKEN_REST.length);
    json(response, body);
  }

  private void incoming(ServerRequest request, ServerResponse response) {
    admit(request);
    response.header("Content-Type", "application/xml");
    response.send(TWIML);
  }

  private void status(ServerRequest request, ServerResponse response) {
    String form = admit(request);
    if (work == Work.DURABLE) {
      int sid = form.indexOf("MessageSid=") + 11;
      inserts.insert(form.substring(sid, sid + 34), "delivered");
    }
    response.status(Status.NO_CONTENT_204).send();
  }

  /** Checks the signature of a webhook whose fields are sorted by name. */
  private String admit(ServerRequest request) {
    String form = new String(request.content().as(byte[].class), UTF_8);
    if (work == Work.FIXED) {
      return form;
    }
    StringBuilder message = new StringBuilder(PUBLIC_URL).append(request.path().rawPath());
    for (String field : form.split("&", -1)) {
      int equals = field.indexOf('=');
      message.append(field, 0, equals);
      message.append(URLDecoder.decode(field.substring(equals + 1), UTF_8));
    }
    byte[] given = request.headers().get(BenchmarkedServer.SIGNATURE).get().getBytes(US_ASCII);
    byte[] expected = Base64.getEncoder().encode(sign(sha1, message.toString().getBytes(UTF_8)));
    demand(MessageDigest.isEqual(expected, given));
    return form;
  }

  private void verify(ServerRequest request, ServerResponse response, String path, byte[] answer) {
    String body = new String(request.content().as(byte[].class), UTF_8);
    try {
      if (work == Work.FIXED) {
        Thread.sleep(50);
      } else {
        HttpRequest question =
            HttpRequest.newBuilder(upstream.resolve(path.replace("{service}", "VA0")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + "x".repeat(88))
                .POST(BodyPublishers.ofString("To=" + body.substring(10, 22) + "&Channel=sms"))
                .build();
        client.send(question, BodyHandlers.ofString());
        sign(sha256, body.getBytes(UTF_8));
        if (path.equals(UpstreamStub.CHECK)) {
          // The proof of a check that succeeded, which costs more than all else.
          Signature proof = Signature.getInstance("SHA256withECDSAinP1363Format");
          proof.initSign(proofKey);
          proof.update(body.getBytes(UTF_8));
          proof.sign();
        }
      }
    } catch (IOException | InterruptedException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    json(response, answer);
  }

  private static void json(ServerResponse response, byte[] body) {
    response.header("Content-Type", "application/json");
    response.send(body);
  }

  private static void demand(boolean right) {
    if (!right) {
      throw new IllegalStateException("wrong signature");
    }
  }

  private static byte[] sign(Mac key, byte[] bytes) {
    try {
      return ((Mac) key.clone()).doFinal(bytes);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
