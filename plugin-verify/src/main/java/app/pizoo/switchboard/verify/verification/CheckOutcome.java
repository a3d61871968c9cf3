package app.pizoo.switchboard.verify.verification;

/** What became of a code that was tried. */
public enum CheckOutcome {
  /** It is the right one. */
  APPROVED,
  /** It is another one. */
  WRONG,
  /** The verification was used, has expired or was cancelled. */
  GONE,
  /** The verification was tried too often. */
  EXHAUSTED
}
