package app.pizoo.switchboard.mock.recording;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.store.BoundedStore;
import app.pizoo.switchboard.mock.webhook.Webhook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** All recordings of calls. The engine starts and ends them here. */
public final class Recordings {
  private final BoxContext context;
  private final BoundedStore<Recording> recordings = new BoundedStore<>();
  private final BoundedStore<List<Recording>> ofCalls = new BoundedStore<>();
  private final BoundedStore<RecordingCallback> callbacks = new BoundedStore<>();

  /** Takes the shared objects of the box. */
  public Recordings(BoxContext context) {
    this.context = context;
  }

  /** Starts a recording. */
  public Recording start(
      String callSid, Recording.Source source, int channels, Optional<RecordingCallback> callback) {
    Recording recording =
        new Recording(
            context.sids().next("RE"), callSid, source, channels, context.clock().instant());
    recordings.put(recording.sid(), recording);
    callback.ifPresent(given -> callbacks.put(recording.sid(), given));
    List<Recording> ofCall = ofCalls.find(callSid).orElseGet(CopyOnWriteArrayList::new);
    ofCall.add(recording);
    ofCalls.put(callSid, ofCall);
    report(recording);
    return recording;
  }

  /** Updates the status of a recording; returns false if it has ended. */
  public boolean become(Recording recording, Recording.Status status) {
    if (!recording.become(status, context.clock().instant())) {
      return false;
    }
    report(recording);
    return true;
  }

  /** Completes all open recordings of a call. */
  public List<Recording> endAll(String callSid) {
    return ofCalls.find(callSid).orElse(List.of()).stream()
        .filter(recording -> become(recording, Recording.Status.COMPLETED))
        .toList();
  }

  /** Returns the newest recording of a call. */
  public Optional<Recording> latest(String callSid) {
    return ofCalls
        .find(callSid)
        .map(List::getLast)
        .filter(recording -> find(recording.sid()).isPresent());
  }

  /** Returns the webhook fields that describe a recording. */
  public Map<String, String> describe(Recording recording) {
    return Map.of(
        "RecordingSid", recording.sid(),
        "RecordingUrl", url(recording),
        "RecordingDuration", String.valueOf(recording.duration().toSeconds()));
  }

  /** Finds a recording by its SID. */
  public Optional<Recording> find(String sid) {
    return recordings.find(sid);
  }

  /** Returns the matching recordings, newest first. */
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
                .enqueue(
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
        .feed()
        .publish(
            "recording." + recording.status(),
            JsonBody.object().put("sid", recording.sid()).put("call", recording.callSid()).build());
  }
}
