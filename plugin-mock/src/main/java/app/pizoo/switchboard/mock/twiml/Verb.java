package app.pizoo.switchboard.mock.twiml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A TwiML verb, with the names of Twilio's documentation. */
public sealed interface Verb {

  /** A verb that the party only listens to. */
  sealed interface Prompt extends Verb {}

  /**
   * Speaks.
   *
   * @param loop the number of repetitions; 0 for the rest of the call
   */
  record Say(String text, int loop) implements Prompt {}

  /**
   * Plays a file.
   *
   * @param loop the number of repetitions; 0 for the rest of the call
   */
  record Play(String url, int loop) implements Prompt {}

  /** Sends DTMF tones; {@code w} waits half a second. */
  record Tones(String digits) implements Prompt {}

  /** Waits. */
  record Pause(int seconds) implements Prompt {}

  /**
   * Collects pressed keys.
   *
   * @param numDigits the number of keys that ends it; 0 for any number
   * @param finishOnKey the keys that end it, possibly none
   * @param actionOnEmptyResult whether the action is requested if no key was pressed
   */
  record Gather(
      Optional<Target> action,
      int timeout,
      int numDigits,
      String finishOnKey,
      boolean actionOnEmptyResult,
      List<Prompt> prompts)
      implements Verb {}

  /** Records the party. */
  record RecordVoice(
      Optional<Target> action,
      int timeout,
      int maxLength,
      String finishOnKey,
      Optional<Target> callback,
      Set<String> events)
      implements Verb {}

  /**
   * Dials others and connects the party.
   *
   * @param callerId the caller ID; empty for the caller's own number
   * @param record when recording starts, as a value of Twilio's attribute
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
   * A callee.
   *
   * @param address a phone number, or {@code client:} and an identity
   * @param parameters custom parameters for the callee's browser
   * @param sendDigits the keys to press after the answer
   * @param screen the webhook whose TwiML the callee hears before it is connected
   * @param events the events to report
   */
  record Noun(
      String address,
      Map<String, String> parameters,
      String sendDigits,
      Optional<Target> screen,
      Optional<Target> callback,
      Set<String> events) {}

  /** Continues with another document; an empty URL is the document's own. */
  record Redirect(Target target) implements Verb {}

  /** Rejects the call. */
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

  /** A verb that the box does not support. */
  record Unknown(String name) implements Verb {}
}
