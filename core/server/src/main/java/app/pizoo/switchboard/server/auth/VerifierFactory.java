package app.pizoo.switchboard.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.security.Key;
import java.security.interfaces.EdECPublicKey;
import java.util.Set;

/** The library's verifiers, and one for Ed25519 with the JDK. */
final class VerifierFactory extends DefaultJWSVerifierFactory {
  @Override
  public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
    return key instanceof EdECPublicKey edwards
        ? new Ed25519Verifier(edwards)
        : super.createJWSVerifier(header, key);
  }

  private record Ed25519Verifier(EdECPublicKey key) implements JWSVerifier {
    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) {
      return supportedJWSAlgorithms().contains(header.getAlgorithm())
          && Ed25519.verify(key, signed, signature.decode());
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
      return Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
    }

    @Override
    public JCAContext getJCAContext() {
      return new JCAContext();
    }
  }
}
