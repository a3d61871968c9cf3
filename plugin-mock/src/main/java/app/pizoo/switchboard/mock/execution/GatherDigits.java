package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.twiml.Verb;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Executes {@code <Gather>}: collects keys during the prompts and until the timeout after them. */
final class GatherDigits implements RunningVerb {
  private static final int MAX_DIGITS = 1000;

  private final Session session;
  private final Verb.Gather gather;
  private final PromptPlayer player;
  private final StringBuilder collected = new StringBuilder();
  private Optional<BoxClock.Pending> timeout = Optional.empty();

  GatherDigits(Session session, Verb.Gather gather) {
    this.session = session;
    this.gather = gather;
    player = new PromptPlayer(session, gather.prompts(), this::await);
  }

  @Override
  public void begin() {
    player.begin();
  }

  @Override
  public void digits(String digits) {
    player.stop();
    for (int i = 0; i < digits.length(); i++) {
      char key = digits.charAt(i);
      if (gather.finishOnKey().indexOf(key) >= 0) {
        done(String.valueOf(key));
        return;
      }
      collected.append(key);
      if (collected.length() == gather.numDigits() || collected.length() == MAX_DIGITS) {
        done("");
        return;
      }
    }
    await();
  }

  @Override
  public void stop() {
    player.stop();
    timeout.ifPresent(BoxClock.Pending::cancel);
  }

  private void await() {
    timeout.ifPresent(BoxClock.Pending::cancel);
    timeout = Optional.of(session.after(Duration.ofSeconds(gather.timeout()), () -> done("")));
  }

  private void done(String finishedOn) {
    stop();
    if (collected.isEmpty() && !gather.actionOnEmptyResult()) {
      session.next();
    } else {
      session.ask(
          gather.action(),
          Map.of("Digits", collected.toString(), "FinishedOnKey", finishedOn, "msg", "Gather End"));
    }
  }
}
