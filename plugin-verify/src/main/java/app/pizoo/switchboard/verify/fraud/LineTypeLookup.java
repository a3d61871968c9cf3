package app.pizoo.switchboard.verify.fraud;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.Recipient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Refuses numbers by the kind of their line, which Twilio Lookup tells before a code is paid for.
 * What it told is kept for a week; how often it is asked is bounded like the codes themselves.
 */
public final class LineTypeLookup {
  private static final Duration RETENTION = Duration.ofDays(7);

  private final LookupGateway gateway;
  private final VerifyRateLimits limits;
  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final ThrottledLogger logger;

  public LineTypeLookup(
      LookupGateway gateway,
      VerifyRateLimits limits,
      Database database,
      KeyedHashes keyedHashes,
      Clock clock,
      ThrottledLogger logger) {
    this.gateway = gateway;
    this.limits = limits;
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.logger = logger;
  }

  /** What is known of a number's line. */
  private sealed interface Result {
    record Known(LineType type) implements Result {}

    record Unknown(Problem problem) implements Result {}
  }

  /**
   * Refuses a number that takes no code this way.
   *
   * @param captchaSolved whether a captcha was solved, so that doubts do not count
   * @param captchaPossible whether one would help
   * @throws Problem for the kind of line; where nobody tells it, {@link
   *     VerifyProblemCodes#CAPTCHA_REQUIRED} if a captcha would help, else why nobody does
   */
  void admit(PhoneNumber number, Channel channel, boolean captchaSolved, boolean captchaPossible) {
    switch (find(number)) {
      case Result.Known(LineType type) -> admit(type, channel, captchaSolved || !captchaPossible);
      case Result.Unknown(Problem problem) -> {
        if (captchaPossible && !captchaSolved) {
          throw needsCaptcha();
        }
        if (!captchaSolved) {
          throw problem;
        }
      }
    }
  }

  private static void admit(LineType type, Channel channel, boolean trusted) {
    switch (type) {
      case REFUSED ->
          throw Problem.of(
                  TwilioProblemCodes.DESTINATION_UNAVAILABLE, "numbers of this kind are not served")
              .inField(Recipient.PHONE);
      case LANDLINE -> {
        if (channel != Channel.VOICE) {
          throw Problem.of(
                  TwilioProblemCodes.CHANNEL_UNAVAILABLE,
                  "a landline takes no messages: use a call")
              .inField("channel");
        }
      }
      case DOUBTFUL -> {
        if (!trusted) {
          throw needsCaptcha();
        }
      }
      case MOBILE -> {}
    }
  }

  private static Problem needsCaptcha() {
    return Captcha.required("numbers like this one need a captcha");
  }

  private Result find(PhoneNumber number) {
    String key = key(number.value(), keyedHashes);
    Optional<LineType> kept =
        database.read(sql ->
            sql.queryOne(
                "SELECT type FROM verify_lines WHERE recipient = ? AND until_at > ?",
                row -> LineType.valueOf(row.getString("type")),
                key,
                clock.millis()));
    if (kept.isPresent()) {
      return new Result.Known(kept.get());
    }
    try {
      limits.countLookup(number);
      LineType type = gateway.type(number);
      keep(key, type);
      return new Result.Known(type);
    } catch (Problem problem) {
      if (problem.code().equals(TwilioProblemCodes.PHONE_INVALID)) {
        throw problem;
      }
      logger.log(WARNING, "lines are not looked up: " + problem.code().code());
      return new Result.Unknown(problem);
    }
  }

  private void keep(String key, LineType type) {
    database.write(sql ->
        sql.update(
            """
            INSERT INTO verify_lines (recipient, type, until_at) VALUES (?, ?, ?)
            ON CONFLICT (recipient) DO UPDATE
              SET type = excluded.type, until_at = excluded.until_at
            """,
            key,
            type.name(),
            clock.millis() + RETENTION.toMillis()));
  }

  /** Forgets what is too old. */
  public void sweep() {
    database.write(
        sql -> sql.update("DELETE FROM verify_lines WHERE until_at <= ?", clock.millis()));
  }

  public static int erase(Erasure erasure) {
    return erasure
        .sql()
        .update(
            "DELETE FROM verify_lines WHERE recipient = ?",
            key(erasure.subject(), erasure.keyedHashes()));
  }

  private static String key(String number, KeyedHashes keyedHashes) {
    return keyedHashes.of("verify.line", number);
  }
}
