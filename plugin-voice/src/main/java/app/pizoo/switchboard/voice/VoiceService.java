package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Caller;
import app.pizoo.switchboard.spi.Page;
import app.pizoo.switchboard.spi.Parameters;
import app.pizoo.switchboard.spi.Permissions;
import app.pizoo.switchboard.spi.Permissions.Action;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.twilio.AccessTokens;
import app.pizoo.switchboard.twilio.AccessTokens.Outgoing;
import app.pizoo.switchboard.twilio.AccessTokens.VoiceGrant;
import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioAccount;
import app.pizoo.switchboard.voice.Outcome.Reason;
import app.pizoo.switchboard.voice.Outcome.Refuse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides who may call whom. */
final class VoiceService {
  private static final String CLAIM = "switchboard_calls";
  private static final Action MAKE_CALLS = Action.claimed("voice.token", CLAIM);
  private static final Action CALL = Action.claimed("voice.call", CLAIM);
  private static final Action RECEIVE = Action.free("voice.receive");

  private final TwilioAccount account;
  private final String applicationSid;
  private final Optional<String> inboundIdentity;
  private final Permissions permissions;
  private final VoiceRateLimits limits;
  private final CallLog recorder;
  private final CallHistory history;
  private final VoiceMetrics events;

  VoiceService(
      TwilioAccount account,
      String applicationSid,
      Optional<String> inboundIdentity,
      Permissions permissions,
      VoiceRateLimits limits,
      CallLog recorder,
      CallHistory history,
      VoiceMetrics events) {
    this.account = account;
    this.applicationSid = applicationSid;
    this.inboundIdentity = inboundIdentity;
    this.permissions = permissions;
    this.limits = limits;
    this.recorder = recorder;
    this.history = history;
    this.events = events;
  }

  /** Mints an access token for the caller, with what it may do. */
  String token(Caller caller) {
    String identity = VoiceIdentity.encode(caller.subject());
    boolean mayCall = permissions.allows(caller, MAKE_CALLS, "");
    boolean mayReceive = permissions.allows(caller, RECEIVE, "");
    if (!mayCall && !mayReceive) {
      throw Problem.of(ProblemCode.NOT_PERMITTED, "neither making nor taking calls is allowed");
    }
    limits.takeToken(caller.subject());
    Optional<Outgoing> outgoing =
        mayCall ? Optional.of(new Outgoing(applicationSid, ticket(caller))) : Optional.empty();
    return account
        .accessTokens()
        .voice(identity, new VoiceGrant(outgoing, mayReceive, account.pushCredentialSid()));
  }

  private Map<String, String> ticket(Caller caller) {
    return permissions
        .ticket(caller, AccessTokens.LIFETIME)
        .map(ticket -> Map.of(IncomingCall.PASS, ticket))
        .orElse(Map.of());
  }

  /** Decides about a call that has just begun. Never throws for a reason of the call's own. */
  Outcome incoming(IncomingCall call) {
    Outcome outcome = call.isFromBrowser() ? fromBrowser(call) : fromPhone(call);
    events.decided(outcome);
    return outcome;
  }

  private Outcome fromPhone(IncomingCall call) {
    String caller = PhoneNumber.find(call.from()).map(PhoneNumber::value).orElse("anonymous");
    Outcome outcome =
        inboundIdentity
            .<Outcome>map(
                user -> new Outcome.RingUser(VoiceIdentity.encode(user), caller, Map.of()))
            .orElseGet(Outcome.Apologize::new);
    recorder.begin(call, outcome);
    return outcome;
  }

  private Outcome fromBrowser(IncomingCall call) {
    Optional<String> caller = call.browser();
    if (caller.isEmpty()) {
      // In nobody's history, under nobody's limit: nothing is kept of it.
      return new Refuse(Reason.NOBODY);
    }
    try {
      limits.countCall(caller.get(), call.sid());
    } catch (Problem problem) {
      // Not recorded: records, like questions to the app, stay as few as the calls that count.
      return refusal(problem);
    }
    Outcome outcome = decide(caller.get(), call);
    recorder.begin(call, outcome);
    return outcome;
  }

  private Outcome decide(String caller, IncomingCall call) {
    Optional<PhoneNumber> number =
        call.asksForNumber() ? PhoneNumber.find(call.to()) : Optional.empty();
    if (call.to().isEmpty() || (number.isEmpty() && call.meansNumber())) {
      return new Refuse(Reason.NOBODY);
    }
    try {
      return number.isPresent() ? toPhone(caller, number.get(), call) : toUser(caller, call);
    } catch (Problem problem) {
      return refusal(problem);
    }
  }

  /** Every refusal is TwiML: for an HTTP error Twilio would play its own error message. */
  private static Refuse refusal(Problem problem) {
    boolean limited = problem.code().equals(ProblemCode.RATE_LIMITED);
    return new Refuse(limited ? Reason.LIMIT : Reason.UNAVAILABLE);
  }

  private Outcome toUser(String caller, IncomingCall call) {
    String callee = call.user();
    Optional<String> client = VoiceIdentity.find(callee);
    if (client.isEmpty()) {
      return new Refuse(Reason.NOBODY);
    }
    if (caller.equals(callee)) {
      return new Refuse(Reason.ONESELF);
    }
    if (!mayCall(caller, call, callee)) {
      return new Refuse(Reason.NOT_PERMITTED);
    }
    limits.takeCall(caller, callee, call.sid());
    return new Outcome.RingUser(client.get(), caller, call.fields());
  }

  private Outcome toPhone(String caller, PhoneNumber number, IncomingCall call) {
    if (account.from().isEmpty() || !account.dialCountries().allow(number)) {
      return new Refuse(Reason.COUNTRY);
    }
    if (!mayCall(caller, call, number.value())) {
      return new Refuse(Reason.NOT_PERMITTED);
    }
    limits.takeCall(caller, number.value(), call.sid());
    return new Outcome.RingPhone(number, account.from().get());
  }

  private boolean mayCall(String caller, IncomingCall call, String callee) {
    return permissions.allows(permissions.fromTicket(caller, call.ticket()), CALL, callee);
  }

  /** Takes a status callback in. */
  void note(Parameters form) {
    recorder.note(form);
  }

  /** Takes the end of a dial in; the call goes on if that fails. */
  void noteDial(Parameters form) {
    recorder.noteDial(form);
  }

  /** A page of one user's calls, the newest first. */
  List<CallHistory.Entry> calls(String user, Page page) {
    return history.of(user, page);
  }
}
