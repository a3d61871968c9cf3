package app.pizoo.switchboard.verify;

import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Generates identifiers that nobody can guess: 128 random bits in hex, as long as Twilio's. */
record RandomIds(RandomGenerator random) implements Supplier<String> {
  private static final int BYTES = 16;

  @Override
  public String get() {
    byte[] id = new byte[BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
