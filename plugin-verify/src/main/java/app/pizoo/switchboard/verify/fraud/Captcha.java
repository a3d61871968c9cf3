package app.pizoo.switchboard.verify.fraud;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.verify.verification.VerifyMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Has people show that they are people before a code is sent: always, or where {@link
 * VerifyRateLimits} and {@link ConversionWatch} see a risk.
 */
public final class Captcha {
  /** Providers forget their tokens within minutes. */
  private static final Duration RETENTION = Duration.ofDays(1);

  /** When a captcha is demanded. */
  public enum Policy {
    RISK,
    ALWAYS
  }

  /**
   * When it is demanded, and who knows which tokens are right.
   *
   * @param demand when
   * @param provider who
   */
  public record Mode(Policy demand, SiteVerify provider) {}

  private final Optional<Mode> terms;
  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final VerifyMetrics metrics;

  /**
   * Creates it.
   *
   * @param terms empty if none is ever demanded
   */
  public Captcha(
      Optional<Mode> terms,
      Database database,
      KeyedHashes keyedHashes,
      Clock clock,
      VerifyMetrics metrics) {
    this.terms = terms;
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.metrics = metrics;
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
  public boolean isSolved(Optional<String> token) {
    if (terms.isEmpty()) {
      return true;
    }
    if (token.isPresent()) {
      consume(token.get(), terms.get().provider());
      return true;
    }
    if (terms.get().demand() == Policy.ALWAYS) {
      throw required("solve a captcha and send its token as captchaToken");
    }
    return false;
  }

  private void consume(String token, SiteVerify provider) {
    switch (provider.verify(token)) {
      case UNKNOWN -> {
        metrics.captcha("unverified");
        throw Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "captchas cannot be verified for now");
      }
      case WRONG -> {
        metrics.captcha("wrong");
        throw required("the captcha's token is not right, or too old");
      }
      case RIGHT -> {
        // Providers take a token once as well; this does not depend on it.
        if (!markUsed(token)) {
          metrics.captcha("used");
          throw required("the captcha's token was used before");
        }
        metrics.captcha("right");
      }
    }
  }

  private boolean markUsed(String token) {
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
  public void sweep() {
    database.write(sql ->
        sql.update(
            "DELETE FROM verify_captchas WHERE used_at < ?",
            clock.millis() - RETENTION.toMillis()));
  }

  /** What is answered where a captcha has to be solved. */
  static Problem required(String detail) {
    return Problem.of(VerifyProblemCodes.CAPTCHA_REQUIRED, detail).inField("captchaToken");
  }
}
