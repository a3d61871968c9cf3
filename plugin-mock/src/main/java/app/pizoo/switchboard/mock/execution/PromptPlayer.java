package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.twiml.Target;
import app.pizoo.switchboard.mock.twiml.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plays prompts to a party one after another, each for a realistic time. */
final class PromptPlayer implements RunningVerb {
  private static final Duration SPOKEN_CHARACTER = Duration.ofMillis(60);
  private static final Duration TONE = Duration.ofMillis(500);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** The box does not fetch audio, so every file has the same length. */
  private static final Duration FILE = Duration.ofSeconds(3);

  private final Session session;
  private final List<Verb.Prompt> prompts;
  private final Runnable done;
  private Optional<BoxClock.Pending> pending = Optional.empty();
  private int next;
  private int played;

  PromptPlayer(Session session, List<Verb.Prompt> prompts, Runnable done) {
    this.session = session;
    this.prompts = prompts;
    this.done = done;
  }

  @Override
  public void begin() {
    if (next == prompts.size()) {
      done.run();
      return;
    }
    switch (prompts.get(next)) {
      case Verb.Say(String text, int loop) -> {
        session.leg().end().says(text);
        repeat(longer(SPOKEN_CHARACTER.multipliedBy(text.length())), loop);
      }
      case Verb.Play(String url, int loop) -> {
        session.leg().end().plays(session.absolute(new Target(url, "GET")));
        repeat(FILE, loop);
      }
      case Verb.Tones(String digits) -> {
        String pressed = digits.replaceAll("[^0-9*#]", "");
        if (!pressed.isEmpty()) {
          session.leg().end().digits(pressed);
        }
        repeat(TONE.multipliedBy(digits.length()), 1);
      }
      case Verb.Pause(int seconds) -> repeat(Duration.ofSeconds(seconds), 1);
    }
  }

  @Override
  public void stop() {
    pending.ifPresent(BoxClock.Pending::cancel);
  }

  /** Waits and repeats; {@code loop} 0 means forever. */
  private void repeat(Duration length, int loop) {
    played++;
    pending =
        Optional.of(
            session.after(
                length,
                () -> {
                  if (played == loop) {
                    next++;
                    played = 0;
                  }
                  begin();
                }));
  }

  private static Duration longer(Duration length) {
    return length.compareTo(SECOND) < 0 ? SECOND : length;
  }
}
