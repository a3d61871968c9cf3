package app.pizoo.switchboard.mock.call;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** All calls of the box. Whoever carries calls out moves their states here. */
public final class Calls {
  private final BoxContext context;
  private final BoundedStore<Call> calls = new BoundedStore<>();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

  /** Takes what the box lends. */
  public Calls(BoxContext context) {
    this.context = context;
  }

  /** Hears of every change of a call's state. */
  public interface Watcher {
    /** Called on the thread that changed it, after the change; must not block. */
    void changed(Call call, Call.Status status);
  }

  /** Adds a watcher for the box's life. */
  public void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  /** A new call, queued. */
  public Call create(Call.Leg leg) {
    Call call = new Call(context.sids().next("CA"), leg, context.clock().instant());
    calls.put(call.sid(), call);
    publish(call, Call.Status.QUEUED);
    return call;
  }

  /** Moves a call on; false if it was over or past that state already. */
  public boolean become(Call call, Call.Status status) {
    if (!call.become(status, context.clock().instant())) {
      return false;
    }
    publish(call, status);
    watchers.forEach(watcher -> watcher.changed(call, status));
    return true;
  }

  /** The call of an id. */
  public Optional<Call> find(String sid) {
    return calls.find(sid);
  }

  /** All calls that fit, newest first. */
  public List<Call> newestFirst(Predicate<Call> fits) {
    return calls.newestFirst(fits);
  }

  boolean remove(Call call) {
    return calls.remove(call.sid());
  }

  private void publish(Call call, Call.Status status) {
    context
        .events()
        .publish(
            "call." + status,
            JsonBody.object()
                .put("sid", call.sid())
                .put("from", call.leg().from())
                .put("to", call.leg().to())
                .put("direction", call.leg().direction())
                .put("parent", call.leg().parent())
                .build());
  }
}
