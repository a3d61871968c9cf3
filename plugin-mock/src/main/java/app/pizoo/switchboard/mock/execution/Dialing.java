package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.Ring;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.number.WebhookTarget;
import app.pizoo.switchboard.mock.twiml.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executes {@code <Dial>}: rings others and connects the party with the first one that answers. */
final class Dialing implements RunningVerb, Leg.Listener {
  private final EngineContext shared;
  private final Session session;
  private final SerialExecutor executor;
  private final Verb.Dial dial;
  private final DialRecording recording;
  private final List<Verb.Noun> waiting;
  private final Map<Leg, Verb.Noun> legs = new LinkedHashMap<>();
  private Optional<Leg> bridged = Optional.empty();
  private Optional<Leg> last = Optional.empty();
  private Optional<BoxClock.Pending> timeLimit = Optional.empty();
  private HangupCause cause = HangupCause.FAILED;
  private boolean talked;
  private boolean over;

  Dialing(EngineContext shared, Session session, SerialExecutor executor, Verb.Dial dial) {
    this.shared = shared;
    this.session = session;
    this.executor = executor;
    this.dial = dial;
    recording = new DialRecording(session, dial);
    waiting = new ArrayList<>(dial.nouns());
  }

  @Override
  public void begin() {
    if (!dial.answerOnBridge()) {
      session.answer(Optional.empty());
    }
    recording.ringing();
    callNext();
  }

  /** Rings all waiting nouns, or only the next one if the dial is sequential. */
  private void callNext() {
    while (!waiting.isEmpty() && !(dial.sequential() && !legs.isEmpty())) {
      Verb.Noun noun = waiting.removeFirst();
      new DialValidator(shared, session.leg().call(), dial)
          .callerId(noun.address())
          .ifPresentOrElse(
              callerId -> call(noun, callerId), () -> session.refused(HangupCause.FAILED));
    }
    if (legs.isEmpty() && !over) {
      finish(EngineContext.status(cause).toString());
    }
  }

  private void call(Verb.Noun noun, String callerId) {
    String parent = session.leg().call().sid();
    Call call =
        shared
            .calls()
            .create(
                new Call.Parties(callerId, noun.address(), "outbound-dial", Optional.of(parent)));
    noun.callback()
        .ifPresent(
            target -> shared.callbacks().subscribe(call, session.hook(target), noun.events()));
    Leg leg = new Leg(shared, executor, call);
    leg.listener(this);
    legs.put(leg, noun);
    last = Optional.of(leg);
    leg.ring(
        shared.directory().of(noun.address()),
        new Ring(callerId, noun.address(), noun.parameters(), session.offer()),
        Duration.ofSeconds(Math.max(1, dial.timeout())));
  }

  @Override
  public void ringing(Leg leg) {
    if (!session.leg().isAnswered()) {
      session.leg().end().ringing();
    }
  }

  @Override
  public void answered(Leg leg, Optional<String> sdp) {
    Optional<Verb.Noun> noun = Optional.ofNullable(legs.remove(leg));
    legs.keySet().forEach(other -> other.finish(Call.Status.CANCELED, HangupCause.NORMAL));
    legs.clear();
    waiting.clear();
    last = Optional.of(leg);
    noun.map(Verb.Noun::sendDigits)
        .map(digits -> digits.replaceAll("[^0-9*#]", ""))
        .filter(digits -> !digits.isEmpty())
        .ifPresent(leg.end()::digits);
    noun.flatMap(Verb.Noun::screen)
        .ifPresentOrElse(
            target -> screen(leg, session.hook(target), noun.orElseThrow(), sdp),
            () -> bridge(leg, sdp));
  }

  /** Executes TwiML on the callee's leg, which may end the leg, before it is connected. */
  private void screen(Leg leg, WebhookTarget hook, Verb.Noun noun, Optional<String> sdp) {
    legs.put(leg, noun);
    Session screening =
        new Session(shared, executor, leg, Optional.empty(), Map.of())
            .then(
                new Session.Continuation() {
                  @Override
                  public void accepted() {
                    leg.listener(Dialing.this);
                    legs.remove(leg);
                    bridge(leg, sdp);
                  }

                  @Override
                  public void over() {
                    refused(leg, HangupCause.NO_ANSWER);
                  }
                });
    screening.run(TwimlSource.of(hook), Map.of());
  }

  private void bridge(Leg leg, Optional<String> sdp) {
    bridged = Optional.of(leg);
    talked = true;
    if (session.leg().isAnswered()) {
      sdp.ifPresent(answer -> session.leg().end().connected(answer));
    } else {
      session.answer(sdp);
    }
    recording.answered();
    timeLimit =
        Optional.of(
            session.after(
                Duration.ofSeconds(dial.timeLimit()),
                () -> {
                  leg.finish(Call.Status.COMPLETED, HangupCause.NORMAL);
                  finish("completed");
                }));
  }

  @Override
  public void refused(Leg leg, HangupCause why) {
    if (legs.remove(leg) != null) {
      cause = why;
      session.refused(why);
      callNext();
    }
  }

  @Override
  public void hungUp(Leg leg) {
    if (bridged.filter(leg::equals).isPresent()) {
      finish("completed");
    } else {
      refused(leg, HangupCause.NO_ANSWER);
    }
  }

  @Override
  public void digits(Leg leg, String digits) {
    session.leg().end().digits(digits);
  }

  @Override
  public void relay(Leg leg, Leg.Relay relay) {
    relay.to(session.leg().end());
  }

  /** The other end gets other TwiML: it leaves the bridge, and this party continues. */
  @Override
  public void redirected(Leg leg, TwimlSource source) {
    if (bridged.filter(leg::equals).isPresent() && !leg.isOver()) {
      bridged = Optional.empty();
      new Session(shared, executor, leg, Optional.empty(), Map.of()).run(source, Map.of());
      finish("completed");
    }
  }

  @Override
  public void digits(String digits) {
    bridged.ifPresent(leg -> {
      if (dial.hangupOnStar() && digits.contains("*")) {
        leg.finish(Call.Status.COMPLETED, HangupCause.NORMAL);
        finish("completed");
      } else {
        leg.end().digits(digits);
      }
    });
  }

  @Override
  public void relay(Leg.Relay relay) {
    bridged.ifPresent(leg -> relay.to(leg.end()));
  }

  @Override
  public void stop() {
    over = true;
    timeLimit.ifPresent(BoxClock.Pending::cancel);
    bridged.ifPresent(leg -> leg.finish(Call.Status.COMPLETED, HangupCause.NORMAL));
    legs.keySet()
        .forEach(leg ->
            leg.finish(
                leg.isAnswered() ? Call.Status.COMPLETED : Call.Status.CANCELED,
                HangupCause.NORMAL));
    legs.clear();
    recording.ended();
  }

  @Override
  public void callEnded() {
    stop();
    session.report(dial.action(), fields(talked ? "completed" : "canceled"));
  }

  private void finish(String status) {
    if (!over) {
      stop();
      session.ask(dial.action(), fields(status));
    }
  }

  private Map<String, String> fields(String status) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("DialCallStatus", status);
    fields.put("DialBridged", String.valueOf(talked));
    last.ifPresent(leg -> {
      fields.put("DialCallSid", leg.call().sid());
      if (talked) {
        fields.put("DialCallDuration", String.valueOf(leg.call().duration().toSeconds()));
      }
    });
    fields.putAll(recording.fields());
    return fields;
  }
}
