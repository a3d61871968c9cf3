package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.twilio.PhoneNumber;

/**
 * A stored number.
 *
 * @param key its keyed hash
 * @param masked the masked number
 */
record Recipient(String key, String masked) {
  static final Recipient UNKNOWN = new Recipient("", "");

  static Recipient of(PhoneNumber number, KeyedHashes keyedHashes) {
    return new Recipient(key(number.value(), keyedHashes), number.toString());
  }

  static String key(String number, KeyedHashes keyedHashes) {
    return keyedHashes.of("sms.recipient", number);
  }
}
