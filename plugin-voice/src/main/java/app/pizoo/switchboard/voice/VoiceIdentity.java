package app.pizoo.switchboard.voice;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a user at Twilio Voice, which takes letters, digits and underscores, up to 121 of
 * them. Other names are mapped one-to-one and back without a table: a reserved prefix and base32.
 * Names that look mapped are mapped too, so that no two users share a name.
 */
final class VoiceIdentity {
  /** The prefix that distinguishes users from numbers at Twilio. */
  static final String CLIENT = "client:";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_]{1,121}");
  private static final String PREFIX = "u8_";
  private static final int MAX_BYTES = 70;

  private VoiceIdentity() {}

  /**
   * The identity at Twilio.
   *
   * @throws Problem with {@code request_invalid} if the name cannot be mapped
   */
  static String encode(String name) {
    return find(name)
        .orElseThrow(() ->
            Problem.invalid(
                "identity",
                "with these characters, the maximum is " + MAX_BYTES + " bytes, in Unicode"));
  }

  /** The identity at Twilio; empty if the name cannot be mapped. */
  static Optional<String> find(String name) {
    if (PLAIN.matcher(name).matches() && !name.startsWith(PREFIX)) {
      return Optional.of(name);
    }
    if (!UTF_8.newEncoder().canEncode(name) || name.indexOf('\0') >= 0) {
      // An unpaired surrogate would be encoded as a question mark, which is another user's name.
      // Some databases do not store NUL.
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
