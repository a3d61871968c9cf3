package app.pizoo.switchboard.mock.phone;

import java.time.Duration;

/** What a phone does when it is called. */
public sealed interface Habit {
  /** Answers after it rang for some time, by the box's clock. */
  record Answers(Duration after) implements Habit {}

  /** Rings until somebody answers or declines by hand. */
  record Rings() implements Habit {}

  /** Is on another call. */
  record Busy() implements Habit {}

  /** Declines at once. */
  record Declines() implements Habit {}

  /** Cannot be reached: switched off, or no such number. */
  record Unreachable() implements Habit {}

  /** What a phone does unless it is told otherwise. */
  static Habit usual() {
    return new Answers(Duration.ofSeconds(1));
  }
}
