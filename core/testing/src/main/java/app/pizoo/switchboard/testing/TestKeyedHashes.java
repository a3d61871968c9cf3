package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.spi.KeyedHashes;

/** Keyed hashes without a key: the same in every test, and never a secret. */
public final class TestKeyedHashes implements KeyedHashes {
  @Override
  public String of(String purpose, String value) {
    return Integer.toHexString((purpose + value).hashCode());
  }
}
