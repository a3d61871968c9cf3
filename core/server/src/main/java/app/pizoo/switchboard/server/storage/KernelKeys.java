package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.server.crypto.HmacSha256;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.storage.Database;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The server's secret and the hashes computed with it. The secret is created once and stored in the
 * database, so that all nodes share it.
 */
public final class KernelKeys implements KeyedHashes {
  private static final String INSERT =
      "INSERT INTO switchboard_keys (name, value) VALUES ('secret', ?) ON CONFLICT (name) DO"
          + " NOTHING";

  private final HmacSha256 hmac;

  private KernelKeys(byte[] secret) {
    hmac = new HmacSha256(secret);
  }

  /** Reads the secret, or creates it. */
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

  /** A message authentication code (HMAC-SHA256) of a text, different for each purpose. */
  public byte[] mac(String purpose, String text) {
    return hmac.of(purpose + '\0' + text);
  }

  @Override
  public String of(String purpose, String value) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(purpose, value));
  }
}
