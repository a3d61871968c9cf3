package app.pizoo.switchboard.mock.phone;

import java.time.Duration;

/** What a phone does when it is called. */
public sealed interface PhoneBehavior {
  /** Answers after ringing for some time by the box's clock. */
  record Answers(Duration after) implements PhoneBehavior {}

  /** Rings until a test or a person answers or declines. */
  record Rings() implements PhoneBehavior {}

  /** Is on another call. */
  record Busy() implements PhoneBehavior {}

  /** Declines at once. */
  record Declines() implements PhoneBehavior {}

  /** Is unreachable: switched off or no such number. */
  record Unreachable() implements PhoneBehavior {}

  /** Returns the default: answer after one second. */
  static PhoneBehavior defaultBehavior() {
    return new Answers(Duration.ofSeconds(1));
  }
}
