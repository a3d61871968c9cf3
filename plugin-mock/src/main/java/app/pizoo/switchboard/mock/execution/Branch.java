package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegEnd;
import app.pizoo.switchboard.mock.call.Line;
import java.util.Optional;

/** The line of one device: brings what the device says into the turns of its leg. */
final class Branch implements Line {
  private final Leg leg;
  private final Turns turns;
  private Optional<LegEnd> end = Optional.empty();

  Branch(Leg leg, Turns turns) {
    this.leg = leg;
    this.turns = turns;
  }

  /** Who is at its end; set once, in the leg's turns. */
  void end(LegEnd device) {
    end = Optional.of(device);
  }

  Optional<LegEnd> end() {
    return end;
  }

  @Override
  public String callSid() {
    return leg.call().sid();
  }

  @Override
  public void ringing() {
    turns.take(() -> leg.rings(this));
  }

  @Override
  public void answer(Optional<String> sdp) {
    turns.take(() -> leg.taken(this, sdp));
  }

  @Override
  public void refuse(HangupCause cause) {
    turns.take(() -> leg.refusedBy(this, cause));
  }

  @Override
  public void hangUp() {
    turns.take(() -> leg.leftBy(this, HangupCause.DECLINED));
  }

  @Override
  public void lost() {
    turns.take(() -> leg.leftBy(this, HangupCause.NO_ANSWER));
  }

  @Override
  public void digits(String digits) {
    String known = digits.replaceAll("[^0-9*#]", "");
    turns.take(() -> leg.digits(this, known));
  }

  @Override
  public void message(CallMessage message) {
    relay(other -> other.message(message));
  }

  @Override
  public void reinvite(String sdp) {
    relay(other -> other.reinvite(sdp));
  }

  @Override
  public void reanswer(String sdp) {
    relay(other -> other.reanswer(sdp));
  }

  /** Passes something on to whoever this end is connected with. */
  void relay(Leg.Relay relay) {
    turns.take(() -> leg.relay(this, relay));
  }
}
