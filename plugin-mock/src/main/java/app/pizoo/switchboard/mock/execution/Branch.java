package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegHandle;
import java.util.Optional;

/**
 * The handle of one device that a leg rings. It forwards all calls to the serial executor of the
 * leg.
 */
final class Branch implements LegHandle {
  private final Leg leg;
  private final SerialExecutor executor;
  private Optional<FarEnd> end = Optional.empty();

  Branch(Leg leg, SerialExecutor executor) {
    this.leg = leg;
    this.executor = executor;
  }

  /** Sets the far end; called once, in the serial executor. */
  void end(FarEnd device) {
    end = Optional.of(device);
  }

  Optional<FarEnd> end() {
    return end;
  }

  @Override
  public String callSid() {
    return leg.call().sid();
  }

  @Override
  public void ringing() {
    executor.execute(() -> leg.rings(this));
  }

  @Override
  public void answer(Optional<String> sdp) {
    executor.execute(() -> leg.answeredBy(this, sdp));
  }

  @Override
  public void refuse(HangupCause cause) {
    executor.execute(() -> leg.refusedBy(this, cause));
  }

  @Override
  public void hangUp() {
    executor.execute(() -> leg.leftBy(this, HangupCause.DECLINED));
  }

  @Override
  public void lost() {
    executor.execute(() -> leg.leftBy(this, HangupCause.NO_ANSWER));
  }

  @Override
  public void digits(String digits) {
    String known = digits.replaceAll("[^0-9*#]", "");
    executor.execute(() -> leg.digits(this, known));
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

  /** Forwards something to the end that this one is connected with. */
  void relay(Leg.Relay relay) {
    executor.execute(() -> leg.relay(this, relay));
  }
}
