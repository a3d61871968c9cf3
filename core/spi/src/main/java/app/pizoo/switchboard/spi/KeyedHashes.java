package app.pizoo.switchboard.spi;

/**
 * Pseudonymizes personal data with a keyed hash (HMAC-SHA256, RFC 2104), so that tables can store,
 * compare and look it up without holding it.
 *
 * <p>The hash is the same on all nodes and after restarts. Without the server's key nobody can
 * reverse it or find a phone number by trying all of them. Safe for use by multiple threads.
 */
@FunctionalInterface
public interface KeyedHashes {

  /**
   * Computes the keyed hash of a value: at most 64 letters, digits, hyphens and underscores.
   *
   * @param purpose separates hashes that must not be linkable, such as those of two plugins
   */
  String of(String purpose, String value);
}
