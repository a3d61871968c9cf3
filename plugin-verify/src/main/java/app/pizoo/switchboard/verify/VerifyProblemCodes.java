package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.ProblemCode;
import java.util.List;

/** The error codes of verification, besides those of the Twilio account. */
final class VerifyProblemCodes {
  static final ProblemCode CAPTCHA_REQUIRED =
      new ProblemCode("captcha_required", 403, "A captcha has to be solved first");

  static final List<ProblemCode> ALL = List.of(CAPTCHA_REQUIRED);

  private VerifyProblemCodes() {}
}
