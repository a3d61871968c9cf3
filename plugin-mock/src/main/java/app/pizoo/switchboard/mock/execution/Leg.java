package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegHandle;
import app.pizoo.switchboard.mock.call.Ring;
import app.pizoo.switchboard.mock.clock.BoxClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One leg: its record, the devices that ring, and the one that answered. Confined to the serial
 * executor of its call.
 */
final class Leg {
  private static final Duration MAX_DURATION = Duration.ofHours(4);
  private static final FarEnd NO_END =
      new FarEnd() {
        @Override
        public void hungUp(HangupCause cause) {}

        @Override
        public void canceled() {}
      };

  private final EngineContext shared;
  private final SerialExecutor executor;
  private final Call call;
  private final List<Branch> ringing = new ArrayList<>();
  private Listener listener = _ -> {};
  private Optional<Branch> connected = Optional.empty();
  private Optional<BoxClock.Pending> timeout = Optional.empty();
  private boolean over;

  Leg(EngineContext shared, SerialExecutor executor, Call call) {
    this.shared = shared;
    this.executor = executor;
    this.call = call;
    shared.legs().put(call.sid(), this);
  }

  /** Listens to the far end of a leg. Called in the serial executor. */
  interface Listener {
    /** A callee rings. Called once. */
    default void ringing(Leg leg) {}

    /** A callee answered. */
    default void answered(Leg leg, Optional<String> sdp) {}

    /** Nobody answered. The leg is over. */
    default void refused(Leg leg, HangupCause cause) {}

    /** The far end or a REST request ended the leg. It is over. */
    void hungUp(Leg leg);

    /** Keys were pressed. */
    default void digits(Leg leg, String digits) {}

    /** The far end sent something else to the other end. */
    default void relay(Leg leg, Relay relay) {}

    /** A REST request replaces the TwiML of this leg. */
    default void redirected(Leg leg, TwimlSource source) {}
  }

  /** Something for the other end that the engine only forwards. */
  interface Relay {
    /** Delivers it. */
    void to(FarEnd end);
  }

  /** Connects the caller's end, which is present from the start. */
  LegHandle caller(FarEnd end) {
    Branch branch = new Branch(this, executor);
    branch.end(end);
    connected = Optional.of(branch);
    return branch;
  }

  /** Rings devices until one answers, all refuse, or the ring timeout passes. */
  void ring(List<Device> devices, Ring ring, Duration ringTimeout) {
    shared.callbacks().initiated(call);
    if (devices.isEmpty()) {
      executor.execute(() -> unanswered(HangupCause.NOT_FOUND));
      return;
    }
    timeout =
        Optional.of(shared.after(executor, ringTimeout, () -> unanswered(HangupCause.NO_ANSWER)));
    for (Device device : devices) {
      Branch branch = new Branch(this, executor);
      ringing.add(branch);
      branch.end(device.ring(branch, ring));
    }
  }

  /** Answers the caller. */
  void answer(Optional<String> sdp) {
    if (!over && shared.calls().become(call, Call.Status.IN_PROGRESS)) {
      limit();
      end().answered(sdp);
    }
  }

  /** Ends the leg. A final status that it already has stays. */
  void finish(Call.Status status, HangupCause cause) {
    if (!over) {
      close(status);
      connected.flatMap(Branch::end).ifPresent(end -> end.hungUp(cause));
    }
  }

  /** Ends the leg after a REST request has changed its status. */
  void ended() {
    executor.execute(() -> {
      if (!over) {
        finish(call.status(), HangupCause.NORMAL);
        listener.hungUp(this);
      }
    });
  }

  void redirect(TwimlSource source) {
    executor.execute(() -> listener.redirected(this, source));
  }

  /** Replaces the listener. */
  void listener(Listener other) {
    listener = other;
  }

  /** Returns the connected end, or one that ignores everything before a callee answered. */
  FarEnd end() {
    return connected.flatMap(Branch::end).orElse(NO_END);
  }

  Call call() {
    return call;
  }

  boolean isOver() {
    return over;
  }

  boolean isAnswered() {
    return call.started().isPresent();
  }

  // Called by the branches in the serial executor.

  void rings(Branch by) {
    if (ringing.contains(by) && shared.calls().become(call, Call.Status.RINGING)) {
      listener.ringing(this);
    }
  }

  void answeredBy(Branch by, Optional<String> sdp) {
    rings(by);
    if (ringing.contains(by) && shared.calls().become(call, Call.Status.IN_PROGRESS)) {
      ringing.remove(by);
      connected = Optional.of(by);
      limit();
      cancelRinging();
      listener.answered(this, sdp);
    }
  }

  void refusedBy(Branch by, HangupCause cause) {
    if (ringing.remove(by) && ringing.isEmpty()) {
      unanswered(cause);
    }
  }

  void leftBy(Branch by, HangupCause whileRinging) {
    if (isConnected(by)) {
      close(isAnswered() ? Call.Status.COMPLETED : Call.Status.CANCELED);
      listener.hungUp(this);
    } else {
      refusedBy(by, whileRinging);
    }
  }

  void digits(Branch by, String digits) {
    if (isConnected(by)) {
      listener.digits(this, digits);
    }
  }

  void relay(Branch by, Relay relay) {
    if (isConnected(by)) {
      listener.relay(this, relay);
    }
  }

  private boolean isConnected(Branch by) {
    return !over && connected.filter(by::equals).isPresent();
  }

  private void cancelRinging() {
    ringing.forEach(branch -> branch.end().ifPresent(FarEnd::canceled));
    ringing.clear();
  }

  /** Ends an answered leg after four hours, as Twilio does. */
  private void limit() {
    timeout.ifPresent(BoxClock.Pending::cancel);
    timeout =
        Optional.of(
            shared.after(
                executor,
                MAX_DURATION,
                () -> {
                  if (!over) {
                    finish(Call.Status.COMPLETED, HangupCause.NORMAL);
                    listener.hungUp(this);
                  }
                }));
  }

  private void close(Call.Status status) {
    over = true;
    timeout.ifPresent(BoxClock.Pending::cancel);
    shared.legs().remove(call.sid());
    shared.recordings().endAll(call.sid());
    shared.calls().become(call, status);
    // The end that refused or hung up is not notified.
    cancelRinging();
  }

  private void unanswered(HangupCause cause) {
    if (!over && connected.isEmpty()) {
      close(EngineContext.status(cause));
      listener.refused(this, cause);
    }
  }
}
