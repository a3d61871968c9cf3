package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.Fingerprints;
import app.pizoo.switchboard.twilio.PhoneNumber;

/**
 * A number as it is kept.
 *
 * @param key its fingerprint
 * @param masked what people may see of it
 */
record Recipient(String key, String masked) {
  static final Recipient UNKNOWN = new Recipient("", "");

  static Recipient of(PhoneNumber number, Fingerprints fingerprints) {
    return new Recipient(key(number.value(), fingerprints), number.toString());
  }

  static String key(String number, Fingerprints fingerprints) {
    return fingerprints.of("sms.recipient", number);
  }
}
