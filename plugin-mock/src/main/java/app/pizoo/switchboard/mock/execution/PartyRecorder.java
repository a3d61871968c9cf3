package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.recording.Recording;
import app.pizoo.switchboard.mock.recording.RecordingCallback;
import app.pizoo.switchboard.mock.twiml.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executes {@code <Record>}: records the party until it is silent, presses a key, hangs up or
 * reaches the maximum length.
 */
final class PartyRecorder implements RunningVerb {
  private final Session session;
  private final Verb.RecordVoice record;
  private final List<BoxClock.Pending> pending = new ArrayList<>();
  private Optional<Recording> recording = Optional.empty();
  private Instant began = Instant.EPOCH;

  PartyRecorder(Session session, Verb.RecordVoice record) {
    this.session = session;
    this.record = record;
  }

  @Override
  public void begin() {
    began = session.now();
    Optional<RecordingCallback> callback =
        record
            .callback()
            .map(target -> new RecordingCallback(session.hook(target), record.events()));
    recording =
        Optional.of(
            session
                .recordings()
                .start(session.leg().call().sid(), Recording.Source.RECORD_VERB, 1, callback));
    pending.add(
        session.after(
            Duration.ofSeconds(record.maxLength()), () -> done(Recording.Status.COMPLETED, "")));
    listen(began);
  }

  /** Checks again when the party may have been silent for the timeout. */
  private void listen(Instant silentSince) {
    Duration timeout = Duration.ofSeconds(record.timeout());
    Duration left = Duration.between(session.now(), silentSince.plus(timeout));
    pending.add(
        session.after(
            left.isNegative() ? Duration.ZERO : left,
            () ->
                session
                    .leg()
                    .end()
                    .silentSince()
                    .map(since -> since.isBefore(began) ? began : since)
                    .ifPresentOrElse(
                        since -> {
                          if (session.now().isBefore(since.plus(timeout))) {
                            listen(since);
                          } else {
                            boolean spoke = since.isAfter(began);
                            done(spoke ? Recording.Status.COMPLETED : Recording.Status.ABSENT, "");
                          }
                        },
                        () -> {})));
  }

  @Override
  public void digits(String digits) {
    digits
        .chars()
        .filter(key -> record.finishOnKey().indexOf(key) >= 0)
        .findFirst()
        .ifPresent(key -> done(Recording.Status.COMPLETED, String.valueOf((char) key)));
  }

  @Override
  public void stop() {
    pending.forEach(BoxClock.Pending::cancel);
    recording.ifPresent(open -> session.recordings().become(open, Recording.Status.COMPLETED));
  }

  @Override
  public void callEnded() {
    stop();
    session.report(record.action(), fields("hangup"));
  }

  private void done(Recording.Status status, String digits) {
    recording.ifPresent(open -> session.recordings().become(open, status));
    stop();
    if (status == Recording.Status.ABSENT) {
      session.next();
    } else {
      session.ask(record.action(), fields(digits));
    }
  }

  private Map<String, String> fields(String digits) {
    Map<String, String> fields = new LinkedHashMap<>();
    recording.ifPresent(over -> fields.putAll(session.recordings().describe(over)));
    fields.put("Digits", digits);
    return fields;
  }
}
