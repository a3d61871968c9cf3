package app.pizoo.switchboard.verify.proof;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** A key that proofs are signed with, on the curve P-256. */
record ProofKey(String id, ECPublicKey publicKey, PrivateKey privateKey) {
  private static final int BYTES = 32;

  /** The stored form of a key: its public and its private part as text. */
  record Encoded(String publicKey, String privateKey) {
    static Encoded generate() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair fresh = generator.generateKeyPair();
        Base64.Encoder text = Base64.getEncoder();
        return new Encoded(
            text.encodeToString(fresh.getPublic().getEncoded()),
            text.encodeToString(fresh.getPrivate().getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    ProofKey read() {
      try {
        return ProofKey.read(this);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Hides the secret. */
    @Override
    public String toString() {
      return "Encoded";
    }
  }

  private static ProofKey read(Encoded encoded) throws GeneralSecurityException {
    byte[] publicKey = Base64.getDecoder().decode(encoded.publicKey());
    byte[] privateKey = Base64.getDecoder().decode(encoded.privateKey());
    KeyFactory factory = KeyFactory.getInstance("EC");
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
    return new ProofKey(
        text(Arrays.copyOf(hash, 12)),
        (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(publicKey)),
        factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
  }

  /** The public key as a JSON Web Key (RFC 7518, section 6.2). */
  JsonObject published() {
    return Json.createObjectBuilder()
        .add("kty", "EC")
        .add("crv", "P-256")
        .add("use", "sig")
        .add("alg", "ES256")
        .add("kid", id)
        .add("x", coordinate(publicKey.getW().getAffineX()))
        .add("y", coordinate(publicKey.getW().getAffineY()))
        .build();
  }

  /** Exactly 32 bytes: a {@code BigInteger} may be shorter, or have an additional sign byte. */
  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] whole = new byte[BYTES];
    int length = Math.min(BYTES, bytes.length);
    System.arraycopy(bytes, bytes.length - length, whole, BYTES - length, length);
    return text(whole);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return "ProofKey " + id;
  }
}
