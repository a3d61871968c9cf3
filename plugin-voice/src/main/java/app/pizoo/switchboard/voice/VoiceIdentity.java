package app.pizoo.switchboard.voice;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a user towards Twilio's voice product, which takes letters, digits and underscores,
 * up to 121 of them. Other names are mapped one-to-one and back without a table: a reserved prefix
 * and base32. Names that look mapped are mapped too, so that no two users share a name.
 */
final class VoiceIdentity {
  /** Twilio writes it before the names of users, where parties of a call may be numbers too. */
  static final String CLIENT = "client:";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_]{1,121}");
  private static final String PREFIX = "u8_";
  private static final int MAX_BYTES = 70;

  private VoiceIdentity() {}

  /**
   * The name that Twilio gets.
   *
   * @throws Problem with {@code request_invalid} if the name cannot be mapped
   */
  static String encode(String name) {
    return find(name)
        .orElseThrow(() ->
            Problem.invalid(
                "identity", "with such characters at most " + MAX_BYTES + " bytes, in Unicode"));
  }

  /** The name that Twilio gets; empty if there is none. */
  static Optional<String> find(String name) {
    if (PLAIN.matcher(name).matches() && !name.startsWith(PREFIX)) {
      return Optional.of(name);
    }
    if (!UTF_8.newEncoder().canEncode(name) || name.indexOf('\0') >= 0) {
      // Half a surrogate pair would become a question mark: the name of somebody else. And not
      // every database keeps a NUL.
      return Optional.empty();
    }
    byte[] bytes = name.getBytes(UTF_8);
    return bytes.length == 0 || bytes.length > MAX_BYTES
        ? Optional.empty()
        : Optional.of(PREFIX + Base32.encode(bytes));
  }

  /** The user's own name; empty if this mapping cannot have made the text. */
  static Optional<String> decode(String text) {
    if (!text.startsWith(PREFIX)) {
      return PLAIN.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
    return Base32.decode(text.substring(PREFIX.length()))
        .flatMap(VoiceIdentity::utf8)
        .filter(name -> find(name).filter(text::equals).isPresent());
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
