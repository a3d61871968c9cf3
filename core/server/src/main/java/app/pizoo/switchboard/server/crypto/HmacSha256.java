package app.pizoo.switchboard.server.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104) with one key. Safe for use by multiple threads, without a lock: each
 * computation starts from a copy, which is also cheaper than a lookup of the algorithm.
 */
public final class HmacSha256 {
  private static final String NAME = "HmacSHA256";

  private final Mac keyed;

  public HmacSha256(byte[] key) {
    try {
      keyed = Mac.getInstance(NAME);
      keyed.init(new SecretKeySpec(key, NAME));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Uses the UTF-8 bytes of a text as the key. */
  public HmacSha256(String key) {
    this(key.getBytes(UTF_8));
  }

  /** Computes the code of a message: 32 bytes. */
  public byte[] of(byte[] message) {
    try {
      return ((Mac) keyed.clone()).doFinal(message);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Computes the code of the UTF-8 bytes of a text. */
  public byte[] of(String message) {
    return of(message.getBytes(UTF_8));
  }
}
