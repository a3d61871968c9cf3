package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Has people show that they are people before a code is sent: always, or where {@link VerifyLimits}
 * and {@link ConversionWatch} see a risk.
 */
final class Captcha {
  /** Providers forget their tokens within minutes. */
  private static final Duration KEPT = Duration.ofDays(1);

  /** When a captcha is demanded. */
  enum Demand {
    RISK,
    ALWAYS
  }

  /**
   * When it is demanded, and who knows which tokens are right.
   *
   * @param demand when
   * @param provider who
   */
  record Terms(Demand demand, SiteVerify provider) {}

  private final Optional<Terms> terms;
  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final VerifyMetrics events;

  /**
   * Creates it.
   *
   * @param terms empty if none is ever demanded
   */
  Captcha(
      Optional<Terms> terms,
      Database database,
      KeyedHashes keyedHashes,
      Clock clock,
      VerifyMetrics events) {
    this.terms = terms;
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.events = events;
  }

  /** Whether captchas can be solved at all. */
  boolean isOn() {
    return terms.isPresent();
  }

  /**
   * Takes a token, once.
   *
   * @return whether nothing more needs to be shown; if not, a risk may still demand it
   * @throws Problem with {@link VerifyProblemCodes#CAPTCHA_REQUIRED}, or {@link
   *     ProblemCode#PROVIDER_UNAVAILABLE} if nobody says whether the token is right
   */
  boolean isShown(Optional<String> token) {
    if (terms.isEmpty()) {
      return true;
    }
    if (token.isPresent()) {
      take(token.get(), terms.get().provider());
      return true;
    }
    if (terms.get().demand() == Demand.ALWAYS) {
      throw required("solve a captcha and send its token as captchaToken");
    }
    return false;
  }

  private void take(String token, SiteVerify provider) {
    switch (provider.verify(token)) {
      case UNKNOWN -> {
        events.captcha("unverified");
        throw Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "captchas cannot be verified for now");
      }
      case WRONG -> {
        events.captcha("wrong");
        throw required("the captcha's token is not right, or too old");
      }
      case RIGHT -> {
        // Providers take a token once as well; this does not depend on it.
        if (!use(token)) {
          events.captcha("used");
          throw required("the captcha's token was used before");
        }
        events.captcha("right");
      }
    }
  }

  private boolean use(String token) {
    String kept = keyedHashes.of("verify.captcha", token);
    return database.write(sql ->
        sql.update(
            """
            INSERT INTO verify_captchas (token, used_at) VALUES (?, ?)
            ON CONFLICT (token) DO NOTHING
            """,
            kept,
            clock.millis()))
        == 1;
  }

  /** Forgets tokens that no provider takes any more. */
  void sweep() {
    database.write(sql ->
        sql.update(
            "DELETE FROM verify_captchas WHERE used_at < ?", clock.millis() - KEPT.toMillis()));
  }

  /** What is answered where a captcha has to be solved. */
  static Problem required(String detail) {
    return Problem.of(VerifyProblemCodes.CAPTCHA_REQUIRED, detail).inField("captchaToken");
  }
}
