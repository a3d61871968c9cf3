package app.pizoo.switchboard.mock.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

  private final CertificateAuthority authority = create();

  private static CertificateAuthority create() {
    try {
      return CertificateAuthority.create(NOW);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private X509Certificate issue(String host) throws Exception {
    return authority.issue(host, CertificateAuthority.newKey().getPublic(), NOW);
  }

  /**
   * As OpenSSL, Go and browsers do, which apply the constraints of an authority that they trust.
   * Java does so only for those in a path, so the authority is in it.
   */
  private void validate(X509Certificate certificate, Instant at) throws Exception {
    X509Certificate root = authority.certificate();
    TrustAnchor anchor = new TrustAnchor(root.getSubjectX500Principal(), root.getPublicKey(), null);
    PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate, root)),
            parameters);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.twilio.com", "verify.dublin.ie1.twilio.com", "media.twiliocdn.com"})
  void its_certificates_are_valid_for_twilios_names(String host) throws Exception {
    X509Certificate certificate = issue(host);
    assertThatCode(() -> validate(certificate, NOW)).doesNotThrowAnyException();
    assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "eviltwilio.com", "twilio.com.evil.example"})
  void a_stolen_key_is_worthless_for_other_names(String host) throws Exception {
    X509Certificate certificate = issue(host);
    assertThatThrownBy(() -> validate(certificate, NOW))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void it_signs_no_further_authority() {
    assertThat(authority.certificate().getBasicConstraints()).isZero();
    assertThat(authority.certificate().getCriticalExtensionOIDs()).contains("2.5.29.30");
  }

  @Test
  void certificates_hold_for_clocks_that_are_a_little_behind_and_for_three_months()
      throws Exception {
    X509Certificate certificate = issue("api.twilio.com");
    validate(certificate, NOW.minus(Duration.ofHours(23)));
    validate(certificate, NOW.plus(Duration.ofDays(89)));
    assertThatThrownBy(() -> validate(certificate, NOW.plus(Duration.ofDays(91))))
        .isInstanceOf(CertPathValidatorException.class);
  }
}
