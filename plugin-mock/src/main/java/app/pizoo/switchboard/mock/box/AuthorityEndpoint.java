package app.pizoo.switchboard.mock.box;

import static java.nio.charset.StandardCharsets.US_ASCII;

import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.proxy.ServerCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Serves the certificate that programs have to trust to use the proxy. */
public final class AuthorityEndpoint implements BoxProduct {
  private final ServerCertificates certificates;

  /** Takes the proxy's certificates. */
  public AuthorityEndpoint(ServerCertificates certificates) {
    this.certificates = certificates;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/ca.pem", _ -> authority());
  }

  private BoxResponse authority() {
    try {
      return BoxResponse.bytes(
          200, "application/x-pem-file", certificates.authority().getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
