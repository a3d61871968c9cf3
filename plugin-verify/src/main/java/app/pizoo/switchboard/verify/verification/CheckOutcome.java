package app.pizoo.switchboard.verify.verification;

/** The outcome of a check. */
public enum CheckOutcome {
  /** The code is correct. */
  APPROVED,
  /** The code is wrong. */
  WRONG,
  /** The verification was used, has expired or was canceled. */
  GONE,
  /** The verification has no attempts left. */
  EXHAUSTED
}
