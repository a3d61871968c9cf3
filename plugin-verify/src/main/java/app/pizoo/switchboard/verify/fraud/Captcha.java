package app.pizoo.switchboard.verify.fraud;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.verify.verification.VerifyMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Requires a captcha before a code is sent: always, or if {@link VerifyRateLimits} and {@link
 * ConversionWatch} see a risk.
 */
public final class Captcha {
  /** Tokens expire at their provider within minutes. */
  private static final Duration RETENTION = Duration.ofDays(1);

  /** When a captcha is demanded. */
  public enum Policy {
    RISK,
    ALWAYS
  }

  /**
   * When a captcha is demanded, and which provider verifies its token.
   *
   * @param demand when a captcha is demanded
   * @param provider verifies the token
   */
  public record Mode(Policy demand, SiteVerify provider) {}

  private final Optional<Mode> mode;
  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final VerifyMetrics metrics;

  /**
   * Creates it.
   *
   * @param mode empty if no captcha is ever demanded
   */
  public Captcha(
      Optional<Mode> mode,
      Database database,
      KeyedHashes keyedHashes,
      Clock clock,
      VerifyMetrics metrics) {
    this.mode = mode;
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Whether captchas are configured. */
  boolean isOn() {
    return mode.isPresent();
  }

  /**
   * Verifies a token and marks it as used, so that it is accepted only once.
   *
   * @return whether a captcha was solved or none is configured; if false, a risk may still demand
   *     one
   * @throws Problem with {@link VerifyProblemCodes#CAPTCHA_REQUIRED}, or {@link
   *     ProblemCode#PROVIDER_UNAVAILABLE} if the provider does not verify the token
   */
  public boolean isSolved(Optional<String> token) {
    if (mode.isEmpty()) {
      return true;
    }
    if (token.isPresent()) {
      consume(token.get(), mode.get().provider());
      return true;
    }
    if (mode.get().demand() == Policy.ALWAYS) {
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
        throw required("the captcha token is wrong or expired");
      }
      case RIGHT -> {
        // Providers also accept a token only once, but this check does not rely on it.
        if (!markUsed(token)) {
          metrics.captcha("used");
          throw required("the captcha token was already used");
        }
        metrics.captcha("right");
      }
    }
  }

  private boolean markUsed(String token) {
    String hash = keyedHashes.of("verify.captcha", token);
    return database.write(sql ->
        sql.update(
            """
            INSERT INTO verify_captchas (token, used_at) VALUES (?, ?)
            ON CONFLICT (token) DO NOTHING
            """,
            hash,
            clock.millis()))
        == 1;
  }

  /** Removes tokens that have expired at every provider. */
  public void sweep() {
    database.write(sql ->
        sql.update(
            "DELETE FROM verify_captchas WHERE used_at < ?",
            clock.millis() - RETENTION.toMillis()));
  }

  /** The response to a start without a required captcha. */
  static Problem required(String detail) {
    return Problem.of(VerifyProblemCodes.CAPTCHA_REQUIRED, detail).inField("captchaToken");
  }
}
