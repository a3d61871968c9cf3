package app.pizoo.switchboard.spi;

/**
 * Turns personal data into short texts that can be stored, compared and looked up in its place.
 *
 * <p>The same on all nodes and after restarts; without the server's key they can be neither turned
 * back nor guessed, although the possible phone numbers are few. May be called by any thread.
 */
@FunctionalInterface
public interface KeyedHashes {

  /**
   * Computes the fingerprint of a value, at most 64 letters, digits, hyphens and underscores.
   *
   * @param purpose sets apart what must not be linked, such as the tables of two plugins
   */
  String of(String purpose, String value);
}
