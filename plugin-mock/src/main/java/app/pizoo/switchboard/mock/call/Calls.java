package app.pizoo.switchboard.mock.call;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** All calls of the box. The engine updates their statuses here. */
public final class Calls {
  private final BoxContext context;
  private final BoundedStore<Call> calls = new BoundedStore<>();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

  /** Takes the shared objects of the box. */
  public Calls(BoxContext context) {
    this.context = context;
  }

  /** Listens to changes of call statuses. */
  public interface Watcher {
    /** Called after each change on the thread that made it. Must not block. */
    void changed(Call call, Call.Status status);
  }

  /** Adds a listener that stays as long as the box lives. */
  public void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  /** Creates a queued call. */
  public Call create(Call.Parties leg) {
    Call call = new Call(context.sids().next("CA"), leg, context.clock().instant());
    calls.put(call.sid(), call);
    publish(call, Call.Status.QUEUED);
    return call;
  }

  /**
   * Updates the status of a call; returns false if the call is over or has already passed that
   * status.
   */
  public boolean become(Call call, Call.Status status) {
    if (!call.become(status, context.clock().instant())) {
      return false;
    }
    publish(call, status);
    watchers.forEach(watcher -> watcher.changed(call, status));
    return true;
  }

  /** Finds a call by its SID. */
  public Optional<Call> find(String sid) {
    return calls.find(sid);
  }

  /** Returns the matching calls, newest first. */
  public List<Call> newestFirst(Predicate<Call> fits) {
    return calls.newestFirst(fits);
  }

  boolean remove(Call call) {
    return calls.remove(call.sid());
  }

  private void publish(Call call, Call.Status status) {
    context
        .feed()
        .publish(
            "call." + status,
            JsonBody.object()
                .put("sid", call.sid())
                .put("from", call.parties().from())
                .put("to", call.parties().to())
                .put("direction", call.parties().direction())
                .put("parent", call.parties().parent())
                .build());
  }
}
