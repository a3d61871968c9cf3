package app.pizoo.switchboard.mock.recording;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.store.BoundedStore;
import app.pizoo.switchboard.mock.webhook.Webhook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** All recordings of calls. Whoever carries calls out starts and ends them here. */
public final class Recordings {
  private final BoxContext context;
  private final BoundedStore<Recording> recordings = new BoundedStore<>();
  private final BoundedStore<List<Recording>> ofCalls = new BoundedStore<>();
  private final BoundedStore<RecordingCallback> callbacks = new BoundedStore<>();

  /** Takes what the box lends. */
  public Recordings(BoxContext context) {
    this.context = context;
  }

  /** A recording that begins now. */
  public Recording start(
      String callSid, Recording.Source source, int channels, Optional<RecordingCallback> callback) {
    Recording recording =
        new Recording(
            context.sids().next("RE"), callSid, source, channels, context.clock().instant());
    recordings.put(recording.sid(), recording);
    callback.ifPresent(told -> callbacks.put(recording.sid(), told));
    List<Recording> ofCall = ofCalls.find(callSid).orElseGet(CopyOnWriteArrayList::new);
    ofCall.add(recording);
    ofCalls.put(callSid, ofCall);
    report(recording);
    return recording;
  }

  /** Moves a recording on; false if it was at its end. */
  public boolean become(Recording recording, Recording.Status status) {
    if (!recording.become(status, context.clock().instant())) {
      return false;
    }
    report(recording);
    return true;
  }

  /** Completes everything that still records a call. */
  public List<Recording> endAll(String callSid) {
    return ofCalls.find(callSid).orElse(List.of()).stream()
        .filter(recording -> become(recording, Recording.Status.COMPLETED))
        .toList();
  }

  /** The newest recording of a call. */
  public Optional<Recording> latest(String callSid) {
    return ofCalls
        .find(callSid)
        .map(List::getLast)
        .filter(recording -> find(recording.sid()).isPresent());
  }

  /** The fields that tell a program where a recording is. */
  public Map<String, String> describe(Recording recording) {
    return Map.of(
        "RecordingSid", recording.sid(),
        "RecordingUrl", url(recording),
        "RecordingDuration", String.valueOf(recording.duration().toSeconds()));
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

  private String url(Recording recording) {
    return context.address().get()
        + "/2010-04-01/Accounts/"
        + context.account().accountSid()
        + "/Recordings/"
        + recording.sid();
  }

  private void report(Recording recording) {
    publish(recording);
    String status = recording.status().toString().replace("stopped", "completed");
    callbacks
        .find(recording.sid())
        .filter(callback -> callback.events().contains(status))
        .ifPresent(callback ->
            context
                .webhooks()
                .tell(
                    new Webhook(
                        recording.callSid(),
                        callback.hook().method(),
                        callback.hook().url(),
                        fields(recording, status))));
  }

  private List<Webhook.Field> fields(Recording recording, String status) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("AccountSid", context.account().accountSid());
    fields.put("CallSid", recording.callSid());
    fields.putAll(describe(recording));
    fields.put("RecordingStatus", status);
    fields.put("RecordingChannels", String.valueOf(recording.channels()));
    fields.put("RecordingSource", recording.source().toString());
    fields.put("RecordingStartTime", TwilioDates.rfc2822(recording.started()));
    fields.put("RecordingTrack", "both");
    fields.put("ErrorCode", "0");
    return fields.entrySet().stream()
        .map(field -> new Webhook.Field(field.getKey(), field.getValue()))
        .toList();
  }

  private void publish(Recording recording) {
    context
        .events()
        .publish(
            "recording." + recording.status(),
            JsonBody.object().put("sid", recording.sid()).put("call", recording.callSid()).build());
  }
}
