package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Optional;

/**
 * One end of a call as it is kept: a user by name, a phone as a keyed hash and masked.
 *
 * @param user the user's own name; empty if it is a phone
 * @param key the number's fingerprint; empty if it is a user
 * @param masked the number, masked; empty if it is a user
 */
record Party(String user, String key, String masked) {
  static final Party UNKNOWN = new Party("", "", "");

  static Party user(String name) {
    return new Party(name, "", "");
  }

  /** The party that a caller asked for by name. */
  static Party named(String name) {
    return VoiceIdentity.find(name).isPresent() ? user(name) : UNKNOWN;
  }

  static Party phone(PhoneNumber number, KeyedHashes keyedHashes) {
    return new Party("", key(number.value(), keyedHashes), number.toString());
  }

  static String key(String number, KeyedHashes keyedHashes) {
    return keyedHashes.of("voice.number", number);
  }

  /**
   * Who calls, as Twilio names them: a user by {@code client:} alone, because any other name is not
   * a number came from the telephone network, where callers can call themselves anything.
   */
  static Party from(String field, KeyedHashes keyedHashes) {
    return field.startsWith(VoiceIdentity.CLIENT)
        ? decoded(field.substring(VoiceIdentity.CLIENT.length()))
        : PhoneNumber.find(field).map(number -> phone(number, keyedHashes)).orElse(UNKNOWN);
  }

  /** Who is called; a name without {@code client:} is a user too, as a browser asked for it. */
  static Party of(String field, KeyedHashes keyedHashes) {
    Party party = from(field, keyedHashes);
    return party.equals(UNKNOWN) && !field.startsWith(VoiceIdentity.CLIENT)
        ? decoded(field)
        : party;
  }

  private static Party decoded(String name) {
    return VoiceIdentity.decode(name).map(Party::user).orElse(UNKNOWN);
  }

  boolean isUser() {
    return !user.isEmpty();
  }

  /** As others see it. */
  Optional<String> shown() {
    return Optional.of(isUser() ? user : masked).filter(text -> !text.isEmpty());
  }
}
