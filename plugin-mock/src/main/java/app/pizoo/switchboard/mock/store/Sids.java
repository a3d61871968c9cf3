package app.pizoo.switchboard.mock.store;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes ids in Twilio's form: two letters and 32 hexadecimal digits. Safe for all threads. */
public final class Sids {
  private final RandomGenerator random;

  /** Takes the source of randomness, which must be safe for all threads. */
  public Sids(RandomGenerator random) {
    this.random = random;
  }

  /** A new id with a prefix such as {@code SM}. */
  public String next(String prefix) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return prefix + HexFormat.of().formatHex(bytes);
  }
}
