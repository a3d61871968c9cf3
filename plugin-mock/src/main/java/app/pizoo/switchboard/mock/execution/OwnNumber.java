package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegEnd;
import app.pizoo.switchboard.mock.call.Line;
import app.pizoo.switchboard.mock.call.Ring;
import java.util.Optional;

/**
 * One of the account's own numbers, called by the account itself: the call goes out and comes in
 * again, as two calls whose ends are tied together.
 */
final class OwnNumber implements Device {
  private final Inbound inbound;

  OwnNumber(Inbound inbound) {
    this.inbound = inbound;
  }

  /** Lets a call come in. */
  interface Inbound {
    /** Makes it, and tells its line. */
    Line call(Ring ring, LegEnd end);
  }

  @Override
  public LegEnd ring(Line outgoing, Ring ring) {
    outgoing.ringing();
    return new Called(inbound.call(ring, new Calling(outgoing)));
  }

  /** The end of the call that comes in. */
  private static final class Calling implements LegEnd {
    private final Line outgoing;
    private volatile boolean answered;

    Calling(Line outgoing) {
      this.outgoing = outgoing;
    }

    @Override
    public void answered(Optional<String> sdp) {
      answered = true;
      outgoing.answer(sdp);
    }

    @Override
    public void hungUp(HangupCause cause) {
      if (answered) {
        outgoing.hangUp();
      } else {
        outgoing.refuse(cause == HangupCause.NORMAL ? HangupCause.NO_ANSWER : cause);
      }
    }

    @Override
    public void canceled() {
      outgoing.hangUp();
    }

    @Override
    public void digits(String digits) {
      outgoing.digits(digits);
    }

    @Override
    public void says(String text) {
      tell(end -> end.says(text));
    }

    @Override
    public void plays(String url) {
      tell(end -> end.plays(url));
    }

    @Override
    public void message(CallMessage message) {
      outgoing.message(message);
    }

    /** What the program says is for whoever dialled the number. */
    private void tell(Leg.Relay relay) {
      if (outgoing instanceof Branch branch) {
        branch.relay(relay);
      }
    }
  }

  /** The end of the call that goes out. */
  private record Called(Line incoming) implements LegEnd {
    @Override
    public void hungUp(HangupCause cause) {
      incoming.hangUp();
    }

    @Override
    public void canceled() {
      incoming.hangUp();
    }

    @Override
    public void digits(String digits) {
      incoming.digits(digits);
    }

    @Override
    public void message(CallMessage message) {
      incoming.message(message);
    }
  }
}
