package app.pizoo.switchboard.verify.fraud;

import app.pizoo.switchboard.spi.http.ProblemCode;
import java.util.List;

/** The error codes of verification, in addition to those of the Twilio account. */
public final class VerifyProblemCodes {
  public static final ProblemCode CAPTCHA_REQUIRED =
      new ProblemCode("captcha_required", 403, "A captcha has to be solved first");

  public static final List<ProblemCode> ALL = List.of(CAPTCHA_REQUIRED);

  private VerifyProblemCodes() {}
}
