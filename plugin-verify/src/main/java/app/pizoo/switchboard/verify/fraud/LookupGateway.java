package app.pizoo.switchboard.verify.fraud;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioClient;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import app.pizoo.switchboard.verify.request.Recipient;
import com.twilio.rest.lookups.v2.PhoneNumber.LineTypeIntelligenceInfo;
import java.util.Optional;

/** Client of Twilio Lookup (API v2). Each request costs money. */
public final class LookupGateway {
  private static final String FIELDS = "line_type_intelligence";

  private final TwilioClient client;

  public LookupGateway(TwilioClient client) {
    this.client = client;
  }

  /**
   * Looks up the line type of a number.
   *
   * @throws Problem with {@link TwilioProblemCodes#PHONE_INVALID} if Twilio knows no such number;
   *     another code if Twilio does not return the type
   */
  LineType type(PhoneNumber number) {
    var found =
        client
            .find(rest ->
                com.twilio.rest.lookups.v2.PhoneNumber.fetcher(number.value())
                    .setFields(FIELDS)
                    .fetch(rest))
            .filter(result -> !Boolean.FALSE.equals(result.getValid()))
            .orElseThrow(LookupGateway::invalid);
    return Optional.ofNullable(found.getLineTypeIntelligence())
        .map(LineTypeIntelligenceInfo::getType)
        .map(LineType::of)
        .orElse(LineType.DOUBTFUL);
  }

  private static Problem invalid() {
    return Problem.of(TwilioProblemCodes.PHONE_INVALID, "Twilio does not know this number")
        .inField(Recipient.PHONE);
  }
}
