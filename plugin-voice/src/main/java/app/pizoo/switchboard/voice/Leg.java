package app.pizoo.switchboard.voice;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One leg of a call, and the rule that derives the state of a call from its legs.
 *
 * @param dialed whether another leg dialed it
 */
record Leg(boolean dialed, CallStatus status, long durationSeconds) {

  /**
   * The leg that decides the state of the call. This is the dialed leg if it has ended, because the
   * first leg is completed even if nobody answered; else the first leg if it has ended; else the
   * leg with the most advanced state.
   */
  static Optional<Leg> deciding(List<Leg> legs) {
    return ended(legs, true)
        .or(() -> ended(legs, false))
        .or(() -> legs.stream().max(Comparator.comparingInt(leg -> leg.status().rank())));
  }

  /** If several legs rang, the answered one is preferred. */
  private static Optional<Leg> ended(List<Leg> legs, boolean dialed) {
    return legs.stream()
        .filter(leg -> leg.dialed() == dialed && leg.status().isEnd())
        .min(Comparator.comparing(Leg::status));
  }
}
