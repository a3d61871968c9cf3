package app.pizoo.switchboard.mock.twiml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a program tells the box to do with a call, in the words of Twilio's documentation. */
public sealed interface Verb {

  /** What the other party hears while nothing is asked of it. */
  sealed interface Prompt extends Verb {}

  /**
   * Speaks.
   *
   * @param loop how often, 0 for as long as the call lasts
   */
  record Say(String text, int loop) implements Prompt {}

  /**
   * Plays a file.
   *
   * @param loop how often, 0 for as long as the call lasts
   */
  record Play(String url, int loop) implements Prompt {}

  /** Sends tones; {@code w} waits half a second. */
  record Tones(String digits) implements Prompt {}

  /** Waits. */
  record Pause(int seconds) implements Prompt {}

  /**
   * Collects pressed keys.
   *
   * @param numDigits how many end it, 0 for any number
   * @param finishOnKey the keys that end it, possibly none
   * @param emptyToo whether the action is asked when nothing was pressed
   */
  record Gather(
      Optional<Target> action,
      int timeout,
      int numDigits,
      String finishOnKey,
      boolean emptyToo,
      List<Prompt> prompts)
      implements Verb {}

  /** Records the other party. */
  record RecordVoice(
      Optional<Target> action,
      int timeout,
      int maxLength,
      String finishOnKey,
      Optional<Target> callback,
      Set<String> events)
      implements Verb {}

  /**
   * Connects with others.
   *
   * @param callerId what the callees see; empty for the caller's own number
   * @param record when recording starts, in Twilio's words; {@code do-not-record} for never
   */
  record Dial(
      Optional<Target> action,
      int timeout,
      int timeLimit,
      boolean hangupOnStar,
      boolean answerOnBridge,
      boolean sequential,
      Optional<String> callerId,
      String record,
      Optional<Target> recordingCallback,
      Set<String> recordingEvents,
      List<Noun> nouns)
      implements Verb {}

  /**
   * Somebody to dial.
   *
   * @param address a phone number, or {@code client:} and an identity
   * @param parameters what the callee's browser is told
   * @param sendDigits keys pressed once it is answered
   * @param screen whose TwiML the callee hears before it is connected
   * @param events which states are reported
   */
  record Noun(
      String address,
      Map<String, String> parameters,
      String sendDigits,
      Optional<Target> screen,
      Optional<Target> callback,
      Set<String> events) {}

  /** Goes on with another document; an empty address is the document's own. */
  record Redirect(Target target) implements Verb {}

  /** Does not take the call. */
  record Reject(boolean busy) implements Verb {}

  /** Ends the call. */
  record Hangup() implements Verb {}

  /** Sends a message. */
  record Sms(
      Optional<String> to,
      Optional<String> from,
      String body,
      Optional<Target> action,
      Optional<Target> callback)
      implements Verb {}

  /** Something of Twilio's that the box does not do. */
  record Unknown(String name) implements Verb {}
}
