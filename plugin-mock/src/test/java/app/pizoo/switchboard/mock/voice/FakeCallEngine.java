package app.pizoo.switchboard.mock.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.DeviceCall;
import app.pizoo.switchboard.mock.call.DeviceCalls;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegHandle;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A fake call engine that records what the browsers' ends do. */
final class FakeCallEngine implements DeviceCalls {
  record Made(DeviceCall call, FarEnd end) {}

  private final BlockingQueue<Made> made = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Override
  public LegHandle call(DeviceCall call, FarEnd end) {
    made.add(new Made(call, end));
    return line("CA1");
  }

  Made nextCall() throws Exception {
    Made next = made.poll(3, TimeUnit.MINUTES);
    assertThat(next).as("a call").isNotNull();
    return next;
  }

  String nextWord() throws Exception {
    String next = heard.poll(3, TimeUnit.MINUTES);
    assertThat(next).as("something on a line").isNotNull();
    return next;
  }

  LegHandle line(String sid) {
    return new LegHandle() {
      @Override
      public String callSid() {
        return sid;
      }

      @Override
      public void ringing() {
        heard.add(sid + " rings");
      }

      @Override
      public void answer(Optional<String> sdp) {
        heard.add(sid + " answers " + sdp.orElse("without sound"));
      }

      @Override
      public void refuse(HangupCause cause) {
        heard.add(sid + " refuses " + cause);
      }

      @Override
      public void hangUp() {
        heard.add(sid + " hangs up");
      }

      @Override
      public void lost() {
        heard.add(sid + " is lost");
      }

      @Override
      public void digits(String digits) {
        heard.add(sid + " presses " + digits);
      }

      @Override
      public void message(CallMessage message) {
        heard.add(sid + " writes " + message.contentType() + " " + message.content());
      }

      @Override
      public void reinvite(String sdp) {
        heard.add(sid + " sends a new offer");
      }

      @Override
      public void reanswer(String sdp) {
        heard.add(sid + " answers the new offer");
      }
    };
  }
}
