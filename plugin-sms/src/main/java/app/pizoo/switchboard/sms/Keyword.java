package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.http.Parameters;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The keyword of an inbound message. HELP is left out, because Twilio responds to it. */
enum Keyword {
  STOP,
  START;

  private static final Set<String> STOPS =
      Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
  private static final Set<String> STARTS = Set.of("START", "UNSTOP", "YES");

  /** Reads a webhook. Twilio's own classification of the message takes precedence over its text. */
  static Optional<Keyword> find(Parameters form) {
    return form.first("OptOutType")
        .filter(type -> !type.isEmpty())
        .map(Keyword::ofType)
        .orElseGet(() -> ofText(form.text("Body")));
  }

  private static Optional<Keyword> ofType(String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "STOP" -> Optional.of(STOP);
      case "START" -> Optional.of(START);
      default -> Optional.empty();
    };
  }

  /** A keyword is the whole text, ignoring case, width, blanks, punctuation and emoji. */
  private static Optional<Keyword> ofText(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    String word = plain.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "").toUpperCase(Locale.ROOT);
    if (STOPS.contains(word)) {
      return Optional.of(STOP);
    }
    return STARTS.contains(word) ? Optional.of(START) : Optional.empty();
  }
}
