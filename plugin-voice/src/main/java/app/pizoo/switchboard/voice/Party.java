package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Optional;

/**
 * A stored party of a call: a user by name, a phone by keyed hash and masked number.
 *
 * @param user the user's own name; empty if it is a phone
 * @param key the keyed hash of the number; empty if it is a user
 * @param masked the number, masked; empty if it is a user
 */
record Party(String user, String key, String masked) {
  static final Party UNKNOWN = new Party("", "", "");

  static Party user(String name) {
    return new Party(name, "", "");
  }

  /** The party for a callee that was requested by name. */
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
   * The caller, from Twilio's {@code From}. Only {@code client:} names a user: any other text comes
   * from the telephone network, where a caller ID can be forged.
   */
  static Party from(String field, KeyedHashes keyedHashes) {
    return field.startsWith(VoiceIdentity.CLIENT)
        ? decoded(field.substring(VoiceIdentity.CLIENT.length()))
        : PhoneNumber.find(field).map(number -> phone(number, keyedHashes)).orElse(UNKNOWN);
  }

  /**
   * The callee, from Twilio's {@code To}. A name without {@code client:} is a user as well, because
   * a browser requested it.
   */
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

  /** The name or masked number, as the other party sees it. */
  Optional<String> shown() {
    return Optional.of(isUser() ? user : masked).filter(text -> !text.isEmpty());
  }
}
