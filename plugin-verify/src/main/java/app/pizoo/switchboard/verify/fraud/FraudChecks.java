package app.pizoo.switchboard.verify.fraud;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import app.pizoo.switchboard.twilio.Countries;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.ClientInfo;
import app.pizoo.switchboard.verify.request.Recipient;
import java.util.Optional;

/**
 * Decides whether a code may be sent, before it costs money.
 *
 * @param lineTypes empty if Twilio Lookup is not used
 */
public record FraudChecks(
    Countries countries,
    VerifyRateLimits rateLimits,
    ConversionWatch conversion,
    Captcha captcha,
    Optional<LineTypeLookup> lineTypes) {
  /**
   * Refuses a recipient in a country that codes may not be sent to; needs no database.
   *
   * @throws Problem with the reason
   */
  public void admitCountry(Recipient recipient) {
    if (recipient instanceof Recipient.Phone phone) {
      countries.admit(phone.number(), phone.field());
    }
  }

  /**
   * Refuses a start that is too risky.
   *
   * @return whether a captcha was solved, or none is needed
   * @throws Problem with the reason
   */
  public boolean admitStart(Recipient recipient, Channel channel, ClientInfo client) {
    conversion.admit(recipient);
    boolean captchaSolved = rateLimits.isForBackend() || captcha.isSolved(client.captchaToken());
    if (!captchaSolved) {
      conversion.requireCaptcha(recipient);
    }
    lookUp(recipient, channel, client);
    return captchaSolved;
  }

  /**
   * Counts an admitted start, in a transaction. After {@link #admitStart}: a user who has to solve
   * a captcha should not have to wait as well.
   *
   * @param captchaSolved the result of {@link #admitStart}
   * @throws Problem if a rate limit refuses it
   */
  public void countStart(Sql sql, Recipient recipient, ClientInfo client, boolean captchaSolved) {
    rateLimits.countStart(sql, recipient, client, captchaSolved);
  }

  private void lookUp(Recipient recipient, Channel channel, ClientInfo client) {
    if (recipient instanceof Recipient.Phone phone && lineTypes.isPresent()) {
      boolean captchaPossible = captcha.isOn() && !rateLimits.isForBackend();
      boolean captchaSolved = captchaPossible && client.captchaToken().isPresent();
      lineTypes.get().admit(phone.number(), channel, captchaSolved, captchaPossible);
    }
  }

  /** Counts one check, by the owner or by a client without the handle, in a transaction. */
  public void admitCheck(Sql sql, Recipient recipient, boolean byOwner, ClientInfo client) {
    rateLimits.countCheck(sql, recipient, byOwner, client);
  }
}
