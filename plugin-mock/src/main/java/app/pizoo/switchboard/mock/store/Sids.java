package app.pizoo.switchboard.mock.store;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Generates SIDs: two letters and 32 hexadecimal digits. Thread-safe. */
public final class Sids {
  private final RandomGenerator random;

  /** Takes the random generator, which must be thread-safe. */
  public Sids(RandomGenerator random) {
    this.random = random;
  }

  /** Returns a new SID with a prefix such as {@code SM}. */
  public String next(String prefix) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return prefix + HexFormat.of().formatHex(bytes);
  }
}
