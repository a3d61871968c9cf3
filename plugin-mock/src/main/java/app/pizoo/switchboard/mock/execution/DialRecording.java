package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.recording.Recording;
import app.pizoo.switchboard.mock.recording.RecordingCallback;
import app.pizoo.switchboard.mock.twiml.Verb;
import java.util.Map;
import java.util.Optional;

/** Records a dialed call if the TwiML asks for it. */
final class DialRecording {
  private final Session session;
  private final Verb.Dial dial;
  private Optional<Recording> recording = Optional.empty();

  DialRecording(Session session, Verb.Dial dial) {
    this.session = session;
    this.dial = dial;
  }

  void ringing() {
    start("record-from-ringing");
  }

  void answered() {
    start("record-from-answer");
  }

  void ended() {
    recording.ifPresent(open -> session.recordings().become(open, Recording.Status.COMPLETED));
  }

  /** Returns the fields for the action's webhook. */
  Map<String, String> fields() {
    return recording.map(session.recordings()::describe).orElse(Map.of());
  }

  private void start(String from) {
    if (dial.record().startsWith(from) && recording.isEmpty()) {
      Optional<RecordingCallback> callback =
          dial.recordingCallback()
              .map(target -> new RecordingCallback(session.hook(target), dial.recordingEvents()));
      recording =
          Optional.of(
              session
                  .recordings()
                  .start(
                      session.leg().call().sid(),
                      Recording.Source.DIAL_VERB,
                      dial.record().endsWith("-dual") ? 2 : 1,
                      callback));
    }
  }
}
