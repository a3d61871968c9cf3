package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Permissions;
import app.pizoo.switchboard.spi.Permissions.Action;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Page;
import app.pizoo.switchboard.spi.http.Parameters;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.twilio.AccessTokens;
import app.pizoo.switchboard.twilio.AccessTokens.Outgoing;
import app.pizoo.switchboard.twilio.AccessTokens.VoiceGrant;
import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioAccount;
import app.pizoo.switchboard.voice.Outcome.Reason;
import app.pizoo.switchboard.voice.Outcome.Refuse;
import app.pizoo.switchboard.voice.VoiceRateLimits.CallRefused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which calls are allowed. */
final class VoiceService {
  private static final String CLAIM = "switchboard_calls";
  private static final Action MAKE_CALLS = Action.claimed("voice.token", CLAIM);
  private static final Action CALL = Action.claimed("voice.call", CLAIM);
  private static final Action RECEIVE = Action.free("voice.receive");

  private static final int MAX_ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final TwilioAccount account;
  private final String applicationSid;
  private final Optional<String> inboundIdentity;
  private final Permissions permissions;
  private final VoiceRateLimits limits;
  private final EndedCalls ended;
  private final CallLog callLog;
  private final CallHistory history;
  private final VoiceMetrics metrics;

  VoiceService(
      TwilioAccount account,
      String applicationSid,
      Optional<String> inboundIdentity,
      Permissions permissions,
      VoiceRateLimits limits,
      EndedCalls ended,
      CallLog callLog,
      CallHistory history,
      VoiceMetrics metrics) {
    this.account = account;
    this.applicationSid = applicationSid;
    this.inboundIdentity = inboundIdentity;
    this.permissions = permissions;
    this.limits = limits;
    this.ended = ended;
    this.callLog = callLog;
    this.history = history;
    this.metrics = metrics;
  }

  /** Issues an access token for the caller, with the caller's permissions. */
  String token(Caller caller) {
    String identity = VoiceIdentity.encode(caller.subject());
    boolean mayCall = permissions.allows(caller, MAKE_CALLS, "");
    boolean mayReceive = permissions.allows(caller, RECEIVE, "");
    if (!mayCall && !mayReceive) {
      throw Problem.of(ProblemCode.NOT_PERMITTED, "this user may neither make nor receive calls");
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
        .map(ticket -> Map.of(IncomingCall.TICKET, ticket))
        .orElse(Map.of());
  }

  /** Decides about a new call. A refusal is an outcome, not an exception. */
  Outcome incoming(IncomingCall call) {
    Outcome outcome = call.isFromBrowser() ? fromBrowser(call) : fromPhone(call);
    metrics.decided(outcome);
    return outcome;
  }

  private Outcome fromPhone(IncomingCall call) {
    String caller = PhoneNumber.find(call.from()).map(PhoneNumber::value).orElse("anonymous");
    Outcome outcome =
        inboundIdentity
            .<Outcome>map(
                user -> new Outcome.RingUser(VoiceIdentity.encode(user), caller, Map.of()))
            .orElseGet(Outcome.Apologize::new);
    callLog.begin(call, outcome);
    return outcome;
  }

  private Outcome fromBrowser(IncomingCall call) {
    Optional<String> caller = call.browser();
    if (caller.isEmpty()) {
      // Without a user there is no history and no rate limit, so nothing is recorded.
      return new Refuse(Reason.NOBODY);
    }
    String user = caller.get();
    try {
      if (permissions.asksBackend()) {
        // Counted first, so that the limit also bounds the questions to the app's backend.
        limits.countAttempt(user, call.sid());
      }
      Outcome outcome = decide(user, call);
      return outcome instanceof Refuse ? refuse(user, call, outcome) : connect(user, call, outcome);
    } catch (CallRefused refused) {
      // Not recorded, so that the limit also bounds the records.
      return refusal(refused.problem());
    } catch (Problem problem) {
      return refusal(problem);
    }
  }

  /** Counts and records a refused call. */
  private Outcome refuse(String caller, IncomingCall call, Outcome refusal) {
    callLog.begin(call, refusal, sql -> limits.countAttempt(sql, caller, call.sid()));
    return refusal;
  }

  /**
   * Counts and records a call that may be connected. It waits briefly while the caller has another
   * one: a user who has just hung up may call again before the end of the last call is reported,
   * perhaps to another node.
   *
   * @throws CallRefused if the caller tries too often
   */
  private Outcome connect(String caller, IncomingCall call, Outcome outcome) {
    String callee =
        outcome instanceof Outcome.RingPhone phone ? phone.number().value() : call.user();
    for (int attempt = 1; ; attempt++) {
      long seen = ended.count();
      try {
        callLog.begin(
            call,
            outcome,
            sql -> {
              limits.countAttempt(sql, caller, call.sid());
              limits.takeCall(sql, caller, callee, call.sid());
            });
        return outcome;
      } catch (CallRefused refused) {
        switch (refused.kind()) {
          case ATTEMPTS -> throw refused;
          case PAIR -> {
            return refuse(caller, call, refusal(refused.problem()));
          }
          case ACTIVE -> {
            if (attempt == MAX_ATTEMPTS) {
              return refuse(caller, call, refusal(refused.problem()));
            }
            ended.await(seen, PAUSE);
          }
        }
      }
    }
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

  /** Every refusal is TwiML, because Twilio plays its own error message after an HTTP error. */
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
    return new Outcome.RingUser(client.get(), caller, call.fields());
  }

  private Outcome toPhone(String caller, PhoneNumber number, IncomingCall call) {
    if (account.from().isEmpty() || !account.dialCountries().allow(number)) {
      return new Refuse(Reason.COUNTRY);
    }
    if (!mayCall(caller, call, number.value())) {
      return new Refuse(Reason.NOT_PERMITTED);
    }
    return new Outcome.RingPhone(number, account.from().get());
  }

  private boolean mayCall(String caller, IncomingCall call, String callee) {
    return permissions.allows(permissions.fromTicket(caller, call.ticket()), CALL, callee);
  }

  /** Puts a status callback into the inbox. */
  void note(Parameters form) {
    callLog.note(form);
  }

  /** Puts the end of a dialed leg into the inbox; the call continues if that fails. */
  void noteDial(Parameters form) {
    callLog.noteDial(form);
  }

  /** A page of one user's calls, newest first. */
  List<CallEntry> calls(String user, Page page) {
    return history.of(user, page);
  }
}
