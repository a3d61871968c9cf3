package app.pizoo.switchboard.twilio;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Generates suffixes of token ids: unique across nodes and restarts, but not secret. The start
 * value is random; after that it mixes a counter (SplitMix64, a bijection, so nothing repeats),
 * because secure random sources take a lock.
 */
final class TokenIds {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final String start;
  private final AtomicLong count;

  TokenIds(RandomGenerator random) {
    start = HexFormat.of().toHexDigits(random.nextLong());
    count = new AtomicLong(random.nextLong());
  }

  String next() {
    long z = count.getAndAdd(STEP);
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return start + HexFormat.of().toHexDigits(z ^ z >>> 31);
  }
}
