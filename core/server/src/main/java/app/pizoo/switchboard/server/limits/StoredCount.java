package app.pizoo.switchboard.server.limits;

/**
 * The stored state of one key of a rule: a part of a row of {@code switchboard_limits}.
 *
 * @param uses the uses of a window, the items of a distinct rule, or the holder of a lease
 * @param number uses of a budget or a cooldown, or items that have rows of their own
 * @param overAt when it is over, in milliseconds since 1970
 */
record StoredCount(String uses, long number, long overAt) {
  /** Before the first use. */
  static final StoredCount NONE = new StoredCount("", 0, 0);

  /**
   * The outcome of a use.
   *
   * @param after the new state, if the use is not refused
   * @param waitMillis 0 if the limit was not reached, else the time until a use passes
   */
  record Outcome(StoredCount after, long waitMillis) {}

  /** An outcome with a new state. */
  Outcome then(String newUses, long newNumber, long newOverAt, long waitMillis) {
    return new Outcome(new StoredCount(newUses, newNumber, newOverAt), waitMillis);
  }

  /** A refusal: nothing changes. */
  Outcome refused(long waitMillis) {
    return new Outcome(this, Math.max(1, waitMillis));
  }
}
