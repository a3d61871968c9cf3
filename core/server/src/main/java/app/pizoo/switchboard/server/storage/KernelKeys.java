package app.pizoo.switchboard.server.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.storage.Database;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's own secret, made once and kept in the database so that all nodes share it, and what
 * is computed with it.
 */
public final class KernelKeys implements KeyedHashes {
  private static final String INSERT =
      "INSERT INTO switchboard_keys (name, value) VALUES ('secret', ?) ON CONFLICT (name) DO"
          + " NOTHING";

  private final SecretKeySpec key;

  private KernelKeys(byte[] secret) {
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /** Reads the secret, or makes it. */
  public static KernelKeys load(Database database) {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    String encoded = Base64.getEncoder().encodeToString(fresh);
    String kept =
        database.write(sql -> {
          sql.update(INSERT, encoded);
          return sql.queryOne(
                  "SELECT value FROM switchboard_keys WHERE name = 'secret'",
                  row -> row.getString("value"))
              .orElse(encoded);
        });
    return new KernelKeys(Base64.getDecoder().decode(kept));
  }

  /** A message authentication code (HMAC-SHA256) of a text, apart for each purpose. */
  public byte[] mac(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.getBytes(UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String of(String purpose, String value) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(purpose, value));
  }
}
