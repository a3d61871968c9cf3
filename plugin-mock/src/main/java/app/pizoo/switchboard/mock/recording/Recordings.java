package app.pizoo.switchboard.mock.recording;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** All recordings of calls. Whoever carries calls out starts and ends them here. */
public final class Recordings {
  private final BoxContext context;
  private final BoundedStore<Recording> recordings = new BoundedStore<>();

  /** Takes what the box lends. */
  public Recordings(BoxContext context) {
    this.context = context;
  }

  /** A recording that begins now. */
  public Recording start(String callSid, Recording.Source source, int channels) {
    Recording recording =
        new Recording(
            context.sids().next("RE"), callSid, source, channels, context.clock().instant());
    recordings.put(recording.sid(), recording);
    publish(recording);
    return recording;
  }

  /** Moves a recording on; false if it was at its end. */
  public boolean become(Recording recording, Recording.Status status) {
    if (!recording.become(status, context.clock().instant())) {
      return false;
    }
    publish(recording);
    return true;
  }

  /** Completes everything that still records a call. */
  public List<Recording> endAll(String callSid) {
    return newestFirst(recording -> recording.callSid().equals(callSid)).stream()
        .filter(recording -> become(recording, Recording.Status.COMPLETED))
        .toList();
  }

  /** The recording of an id. */
  public Optional<Recording> find(String sid) {
    return recordings.find(sid);
  }

  /** All recordings that fit, newest first. */
  public List<Recording> newestFirst(Predicate<Recording> fits) {
    return recordings.newestFirst(fits);
  }

  boolean remove(String sid) {
    return recordings.remove(sid);
  }

  private void publish(Recording recording) {
    context
        .events()
        .publish(
            "recording." + recording.status(),
            JsonBody.object().put("sid", recording.sid()).put("call", recording.callSid()).build());
  }
}
