package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegHandle;
import app.pizoo.switchboard.mock.call.Ring;
import java.util.Optional;

/**
 * One of the account's own numbers as a callee. The outgoing call comes back in as a second call,
 * and this class connects the two.
 */
final class OwnNumber implements Device {
  private final Inbound inbound;

  OwnNumber(Inbound inbound) {
    this.inbound = inbound;
  }

  /** Starts an inbound call. */
  interface Inbound {
    /** Starts it and returns its handle. */
    LegHandle call(Ring ring, FarEnd end);
  }

  @Override
  public FarEnd ring(LegHandle outgoing, Ring ring) {
    outgoing.ringing();
    return new Called(inbound.call(ring, new Calling(outgoing)));
  }

  /** The far end of the inbound call. */
  private static final class Calling implements FarEnd {
    private final LegHandle outgoing;
    private volatile boolean answered;

    Calling(LegHandle outgoing) {
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
      toCaller(end -> end.says(text));
    }

    @Override
    public void plays(String url) {
      toCaller(end -> end.plays(url));
    }

    @Override
    public void message(CallMessage message) {
      outgoing.message(message);
    }

    /** Forwards what the TwiML says to the party that dialed the number. */
    private void toCaller(Leg.Relay relay) {
      if (outgoing instanceof Branch branch) {
        branch.relay(relay);
      }
    }
  }

  /** The far end of the outgoing call. */
  private record Called(LegHandle incoming) implements FarEnd {
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
