package app.pizoo.switchboard.mock.message;

/** Counts the SMS segments of a text: GSM 03.38 if possible, otherwise UCS-2. */
final class Segments {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "\f^{}\\[~]|€";

  private Segments() {}

  static int count(String text) {
    int units = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (BASIC.indexOf(letter) >= 0) {
        units++;
      } else if (EXTENDED.indexOf(letter) >= 0) {
        units += 2;
      } else {
        return parts(text.length(), 70, 67);
      }
    }
    return parts(units, 160, 153);
  }

  private static int parts(int units, int single, int joined) {
    return units <= single ? 1 : (units + joined - 1) / joined;
  }
}
