package app.pizoo.switchboard.verify.fraud;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.Recipient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Refuses numbers by their line type, which Twilio Lookup returns before a code is paid for.
 * Results are cached for a week. Requests to Twilio Lookup are rate-limited like the codes
 * themselves.
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

  /** The result of a lookup. */
  private sealed interface Result {
    record Known(LineType type) implements Result {}

    record Unknown(Problem problem) implements Result {}
  }

  /**
   * Refuses a number that cannot receive a code over this channel.
   *
   * @param captchaSolved whether a captcha was solved, so that a doubtful type is accepted
   * @param captchaPossible whether a captcha can be solved
   * @throws Problem if the line type is refused; if the type is unknown, {@link
   *     VerifyProblemCodes#CAPTCHA_REQUIRED} if a captcha can be solved, else the error of the
   *     lookup
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
                  TwilioProblemCodes.DESTINATION_UNAVAILABLE, "numbers of this type are not served")
              .inField(Recipient.PHONE);
      case LANDLINE -> {
        if (channel != Channel.VOICE) {
          throw Problem.of(
                  TwilioProblemCodes.CHANNEL_UNAVAILABLE,
                  "a landline receives no messages: use a call")
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
    return Captcha.required("similar numbers need a captcha");
  }

  private Result find(PhoneNumber number) {
    String key = key(number.value(), keyedHashes);
    Optional<LineType> cached =
        database.read(sql ->
            sql.queryOne(
                "SELECT type FROM verify_lines WHERE recipient = ? AND until_at > ?",
                row -> LineType.valueOf(row.getString("type")),
                key,
                clock.millis()));
    if (cached.isPresent()) {
      return new Result.Known(cached.get());
    }
    try {
      limits.countLookup(number);
      LineType type = gateway.type(number);
      store(key, type);
      return new Result.Known(type);
    } catch (Problem problem) {
      if (problem.code().equals(TwilioProblemCodes.PHONE_INVALID)) {
        throw problem;
      }
      logger.log(WARNING, "the line type lookup failed: " + problem.code().code());
      return new Result.Unknown(problem);
    }
  }

  private void store(String key, LineType type) {
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

  /** Removes expired results. */
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
