package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.twiml.Verb;
import java.util.Optional;

/** Checks who may be dialed and with which caller ID, and reports Twilio's error codes. */
final class DialValidator {
  private final EngineContext shared;
  private final Call caller;
  private final Verb.Dial dial;

  DialValidator(EngineContext shared, Call caller, Verb.Dial dial) {
    this.shared = shared;
    this.caller = caller;
    this.dial = dial;
  }

  /** Returns the caller ID; if the call is not allowed, reports an error and returns empty. */
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
        shared.callerIdAllowed().test(shown)
            || (Directory.isNumber(shown)
                && (shown.equals(from) || shown.equals(caller.parties().to())));
    return ours ? Optional.of(shown) : refuse(13214, "Dial: Invalid callerId value");
  }

  /**
   * Returns the party that dials: the caller of an inbound call, or the callee of an outbound one.
   */
  private String party() {
    return caller.parties().direction().equals("inbound")
        ? caller.parties().from()
        : caller.parties().to();
  }

  private Optional<String> refuse(int code, String message) {
    shared.fail(caller, code, message);
    return Optional.empty();
  }
}
