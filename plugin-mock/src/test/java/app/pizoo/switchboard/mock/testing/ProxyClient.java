package app.pizoo.switchboard.mock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.TwilioBox;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A program that uses a box as its proxy and trusts its authority. */
public final class ProxyClient {
  private ProxyClient() {}

  public static HttpClient of(TwilioBox box) throws Exception {
    return HttpClient.newBuilder()
        .proxy(
            ProxySelector.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), box.address().getPort())))
        .sslContext(trusting(box))
        .version(HttpClient.Version.HTTP_1_1)
        .build();
  }

  public static String basic(TwilioBox box) {
    String pair = box.account().accountSid() + ":" + box.account().authToken();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static String authority(TwilioBox box) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(box.address().resolve("/box/ca.pem")).build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  public static SSLContext trusting(TwilioBox box) throws Exception {
    String pem = authority(box);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "box",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8))));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
