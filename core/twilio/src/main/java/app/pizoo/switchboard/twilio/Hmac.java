package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes keyed hashes with one key, by any thread. A hash starts from a copy of a prepared one,
 * so no crypto provider is looked up and no lock is taken.
 */
final class Hmac {
  private final Mac prepared;

  private Hmac(Mac prepared) {
    this.prepared = prepared;
  }

  /** For access tokens (RFC 7518, HS256). */
  static Hmac sha256(String key) {
    return of("HmacSHA256", key);
  }

  /** For webhook signatures. */
  static Hmac sha1(String key) {
    return of("HmacSHA1", key);
  }

  private static Hmac of(String algorithm, String key) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
      return new Hmac(mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is missing in this Java", e);
    }
  }

  byte[] of(byte[] message) {
    try {
      return ((Mac) prepared.clone()).doFinal(message);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the Java crypto provider cannot copy a Mac", e);
    }
  }
}
