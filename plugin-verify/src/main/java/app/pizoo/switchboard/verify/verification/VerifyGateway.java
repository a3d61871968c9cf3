package app.pizoo.switchboard.verify.verification;

import static app.pizoo.switchboard.twilio.IncompleteResponse.require;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.twilio.Listing;
import app.pizoo.switchboard.twilio.OutcomeUnknown;
import app.pizoo.switchboard.twilio.TwilioClient;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.Code;
import app.pizoo.switchboard.verify.request.Recipient;
import com.twilio.exception.ApiException;
import com.twilio.rest.verify.v2.VerificationAttempt;
import com.twilio.rest.verify.v2.service.Verification;
import com.twilio.rest.verify.v2.service.VerificationCheck;
import com.twilio.rest.verify.v2.service.VerificationCheckCreator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Client of Twilio Verify (API v2). */
public final class VerifyGateway {
  private static final int NOT_FOUND = 20404;
  private static final int ALL_CHECKS_USED = 60202;
  private static final int PAGE = 1000;

  private final TwilioClient client;
  private final String serviceSid;

  public VerifyGateway(TwilioClient client, String serviceSid) {
    this.client = client;
    this.serviceSid = serviceSid;
  }

  /**
   * Sends a code; while an earlier code is valid, Twilio sends that one again.
   *
   * @throws Problem if Twilio refuses
   */
  public StartOutcome start(Recipient recipient, Channel channel) {
    try {
      return client.call(rest -> {
        try {
          return new StartOutcome.Pending(
              require(
                  Verification.creator(serviceSid, recipient.value(), channel.twilioName())
                      .create(rest)
                      .getSid()));
        } catch (ApiException e) {
          if (code(e) == ALL_CHECKS_USED) {
            return new StartOutcome.Exhausted();
          }
          throw e;
        }
      });
    } catch (Problem problem) {
      if (OutcomeUnknown.isBehind(problem)) {
        return new StartOutcome.Unknown(problem);
      }
      throw problem;
    }
  }

  /**
   * Checks a code.
   *
   * @param sid the verification, or empty if only its recipient is known
   * @throws Problem if Twilio refuses
   */
  public CheckOutcome check(Optional<String> sid, Recipient recipient, Code code) {
    VerificationCheckCreator creator = VerificationCheck.creator(serviceSid).setCode(code.digits());
    sid.ifPresentOrElse(creator::setVerificationSid, () -> creator.setTo(recipient.value()));
    return check(creator);
  }

  private CheckOutcome check(VerificationCheckCreator creator) {
    return client.call(rest -> {
      try {
        return require(creator.create(rest).getStatus()).equals("approved")
            ? CheckOutcome.APPROVED
            : CheckOutcome.WRONG;
      } catch (ApiException e) {
        return switch (code(e)) {
          case NOT_FOUND -> CheckOutcome.GONE;
          case ALL_CHECKS_USED -> CheckOutcome.EXHAUSTED;
          default -> throw e;
        };
      }
    });
  }

  /**
   * Checks a code for a verification that does not exist; the outcome is {@link CheckOutcome#GONE}.
   *
   * @param randomId becomes the verification's SID
   * @throws Problem if Twilio refuses
   */
  public CheckOutcome checkNonexistent(String randomId) {
    return check(
        VerificationCheck.creator(serviceSid)
            .setCode("000000")
            .setVerificationSid("VE" + randomId));
  }

  /**
   * Whether a verification was approved. This reads the list of attempts, because Twilio deletes a
   * verification that is over.
   */
  public boolean isApproved(String sid) {
    return client.call(rest ->
        VerificationAttempt.reader()
            .setVerificationSid(sid)
            .setStatus(VerificationAttempt.ConversionStatus.CONVERTED)
            .limit(1)
            .read(rest)
            .iterator()
            .hasNext());
  }

  /** Codes that were sent since a time, up to a maximum. */
  public Listing<SentCode> codesSince(Instant moment, int max) {
    return client.call(rest ->
        Listing.read(
                VerificationAttempt.reader()
                    .setVerifyServiceSid(serviceSid)
                    // Include codes of the same second.
                    .setDateCreatedAfter(moment.minusSeconds(1).atZone(ZoneOffset.UTC))
                    .pageSize(PAGE)
                    .read(rest),
                attempt -> require(attempt.getDateCreated()),
                // Twilio does not document the order of this list.
                attempt -> null,
                moment,
                max)
            .flatMap(attempt ->
                Optional.of(
                    new SentCode(
                        to(attempt),
                        require(attempt.getVerificationSid()),
                        require(attempt.getDateCreated()).toInstant()))));
  }

  private static String to(VerificationAttempt attempt) {
    return attempt.getChannelData() instanceof Map<?, ?> data
        ? Objects.toString(data.get("to"), "")
        : "";
  }

  private static int code(ApiException e) {
    Integer code = e.getCode();
    return code == null ? 0 : code;
  }
}
