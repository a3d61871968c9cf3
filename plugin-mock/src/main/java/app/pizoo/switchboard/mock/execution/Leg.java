package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegEnd;
import app.pizoo.switchboard.mock.call.Line;
import app.pizoo.switchboard.mock.call.Ring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One leg: its record, the devices that ring, and the one end it has then. For its turns alone. */
final class Leg {
  private static final Duration MAX_DURATION = Duration.ofHours(4);
  private static final LegEnd NOBODY =
      new LegEnd() {
        @Override
        public void hungUp(HangupCause cause) {}

        @Override
        public void canceled() {}
      };

  private final Exchange exchange;
  private final Turns turns;
  private final Call call;
  private final List<Branch> ringing = new ArrayList<>();
  private Listener listener = _ -> {};
  private Optional<Branch> taken = Optional.empty();
  private Optional<BoxClock.Pending> timeout = Optional.empty();
  private boolean over;

  Leg(Exchange exchange, Turns turns, Call call) {
    this.exchange = exchange;
    this.turns = turns;
    this.call = call;
    exchange.legs().put(call.sid(), this);
  }

  /** Hears, in the leg's turns, what its end says. */
  interface Listener {
    /** A callee rings; comes once. */
    default void ringing(Leg leg) {}

    /** A callee answered. */
    default void answered(Leg leg, Optional<String> sdp) {}

    /** Nobody takes the call; the leg is over. */
    default void refused(Leg leg, HangupCause cause) {}

    /** The end, or somebody by REST, ended the leg; it is over. */
    void hungUp(Leg leg);

    /** Keys were pressed. */
    default void digits(Leg leg, String digits) {}

    /** Something else was said that is for the other end. */
    default void relay(Leg leg, Relay relay) {}

    /** Other TwiML is to be carried out on this leg. */
    default void redirected(Leg leg, Program program) {}
  }

  /** Something for the other end that the engine has no part in. */
  interface Relay {
    /** Says it. */
    void to(LegEnd end);
  }

  /** A caller's end: it is there from the start. */
  Line caller(LegEnd end) {
    Branch branch = new Branch(this, turns);
    branch.end(end);
    taken = Optional.of(branch);
    return branch;
  }

  /** Calls devices until one answers, all refuse, or the time is over. */
  void ring(List<Device> devices, Ring ring, Duration longest) {
    exchange.callbacks().initiated(call);
    if (devices.isEmpty()) {
      turns.take(() -> nobody(HangupCause.NOT_FOUND));
      return;
    }
    timeout = Optional.of(exchange.after(turns, longest, () -> nobody(HangupCause.NO_ANSWER)));
    for (Device device : devices) {
      Branch branch = new Branch(this, turns);
      ringing.add(branch);
      branch.end(device.ring(branch, ring));
    }
  }

  /** Answers a caller. */
  void answer(Optional<String> sdp) {
    if (!over && exchange.calls().become(call, Call.Status.IN_PROGRESS)) {
      limit();
      end().answered(sdp);
    }
  }

  /** Ends it; a state that it was given before stays. */
  void finish(Call.Status status, HangupCause cause) {
    if (!over) {
      close(status);
      taken.flatMap(Branch::end).ifPresent(end -> end.hungUp(cause));
    }
  }

  /** It was ended by REST, where its state was changed already. */
  void ended() {
    turns.take(() -> {
      if (!over) {
        finish(call.status(), HangupCause.NORMAL);
        listener.hungUp(this);
      }
    });
  }

  void redirect(Program program) {
    turns.take(() -> listener.redirected(this, program));
  }

  /** Who hears from now on what the end says. */
  void listener(Listener other) {
    listener = other;
  }

  /** Who is at the end; nobody before a callee answered. */
  LegEnd end() {
    return taken.flatMap(Branch::end).orElse(NOBODY);
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

  // What the lines tell, in turn.

  void rings(Branch by) {
    if (ringing.contains(by) && exchange.calls().become(call, Call.Status.RINGING)) {
      listener.ringing(this);
    }
  }

  void taken(Branch by, Optional<String> sdp) {
    rings(by);
    if (ringing.contains(by) && exchange.calls().become(call, Call.Status.IN_PROGRESS)) {
      ringing.remove(by);
      taken = Optional.of(by);
      limit();
      cancelRinging();
      listener.answered(this, sdp);
    }
  }

  void refusedBy(Branch by, HangupCause cause) {
    if (ringing.remove(by) && ringing.isEmpty()) {
      nobody(cause);
    }
  }

  void leftBy(Branch by, HangupCause whileRinging) {
    if (isTaken(by)) {
      close(isAnswered() ? Call.Status.COMPLETED : Call.Status.CANCELED);
      listener.hungUp(this);
    } else {
      refusedBy(by, whileRinging);
    }
  }

  void digits(Branch by, String digits) {
    if (isTaken(by)) {
      listener.digits(this, digits);
    }
  }

  void relay(Branch by, Relay relay) {
    if (isTaken(by)) {
      listener.relay(this, relay);
    }
  }

  private boolean isTaken(Branch by) {
    return !over && taken.filter(by::equals).isPresent();
  }

  private void cancelRinging() {
    ringing.forEach(branch -> branch.end().ifPresent(LegEnd::canceled));
    ringing.clear();
  }

  /** An answered leg ends by itself after Twilio's four hours. */
  private void limit() {
    timeout.ifPresent(BoxClock.Pending::cancel);
    timeout =
        Optional.of(
            exchange.after(
                turns,
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
    exchange.legs().remove(call.sid());
    exchange.recordings().endAll(call.sid());
    exchange.calls().become(call, status);
    // The end that refused or hung up is told nothing.
    cancelRinging();
  }

  private void nobody(HangupCause cause) {
    if (!over && taken.isEmpty()) {
      close(Exchange.status(cause));
      listener.refused(this, cause);
    }
  }
}
