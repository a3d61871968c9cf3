package app.pizoo.switchboard.voice;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One leg of a call, and how legs make up the state of their call.
 *
 * @param dialed whether another leg dialed it
 */
record Leg(boolean dialed, CallStatus status, long durationSeconds) {

  /**
   * The state that stands for the whole call. The dialed leg's end tells what became of it: the
   * first leg is completed as well when nobody has answered. Until then the first leg's end counts,
   * else whichever has come furthest.
   */
  static Optional<Leg> deciding(List<Leg> legs) {
    return ended(legs, true)
        .or(() -> ended(legs, false))
        .or(() -> legs.stream().max(Comparator.comparingInt(leg -> leg.status().rank())));
  }

  /** Of several phones that rang, the one that was answered. */
  private static Optional<Leg> ended(List<Leg> legs, boolean dialed) {
    return legs.stream()
        .filter(leg -> leg.dialed() == dialed && leg.status().isEnd())
        .min(Comparator.comparing(Leg::status));
  }
}
