package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.twiml.Verb;
import java.util.Optional;

/** Decides, with Twilio's codes, whether somebody may be dialled and as whom. */
final class DialRules {
  private final Exchange exchange;
  private final Call caller;
  private final Verb.Dial dial;

  DialRules(Exchange exchange, Call caller, Verb.Dial dial) {
    this.exchange = exchange;
    this.caller = caller;
    this.dial = dial;
  }

  /** Who the callee sees; empty, and shown with its code, if there is no call. */
  Optional<String> callerId(String address) {
    String from = party();
    String shown = dial.callerId().orElse(from);
    if (Directory.isClient(address)) {
      return Optional.of(shown);
    }
    if (!Directory.isNumber(address) || address.equals("+15005550001")) {
      return refuse(13223, "Dial: Invalid phone number format");
    }
    if (address.equals("+15005550003")) {
      return refuse(13227, "Dial: No international permission");
    }
    boolean ours =
        exchange.mayShow().test(shown)
            || (Directory.isNumber(shown)
                && (shown.equals(from) || shown.equals(caller.leg().to())));
    return ours ? Optional.of(shown) : refuse(13214, "Dial: Invalid callerId value");
  }

  /** The party that dials: who called us, or whom we called. */
  private String party() {
    return caller.leg().direction().equals("inbound") ? caller.leg().from() : caller.leg().to();
  }

  private Optional<String> refuse(int code, String message) {
    exchange.fail(caller, code, message);
    return Optional.empty();
  }
}
