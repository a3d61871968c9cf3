package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.http.ProblemCode;
import java.util.List;

/** The error codes of everything that goes through the Twilio account. */
public final class TwilioProblemCodes {
  public static final ProblemCode PHONE_INVALID =
      new ProblemCode("phone_invalid", 400, "The phone number is not valid");
  public static final ProblemCode SIGNATURE_MISSING =
      new ProblemCode("signature_missing", 403, "The webhook carries no signature");
  public static final ProblemCode SIGNATURE_INVALID =
      new ProblemCode("signature_invalid", 403, "The webhook's signature is not valid");
  public static final ProblemCode COUNTRY_NOT_SUPPORTED =
      new ProblemCode("country_not_supported", 403, "This country is not served");
  public static final ProblemCode DESTINATION_UNAVAILABLE =
      new ProblemCode("destination_unavailable", 403, "This destination cannot be reached for now");
  public static final ProblemCode CHANNEL_UNAVAILABLE =
      new ProblemCode(
          "channel_unavailable", 422, "This channel is not available for this recipient");
  public static final ProblemCode TOO_MANY_ATTEMPTS =
      new ProblemCode("too_many_attempts", 429, "Too many codes were tried");
  public static final ProblemCode PROVIDER_BUSY =
      new ProblemCode("provider_busy", 503, "The provider is busy");

  static final List<ProblemCode> ALL =
      List.of(
          PHONE_INVALID,
          SIGNATURE_MISSING,
          SIGNATURE_INVALID,
          COUNTRY_NOT_SUPPORTED,
          DESTINATION_UNAVAILABLE,
          CHANNEL_UNAVAILABLE,
          TOO_MANY_ATTEMPTS,
          PROVIDER_BUSY);

  private TwilioProblemCodes() {}
}
