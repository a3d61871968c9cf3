package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.number.Hook;
import app.pizoo.switchboard.mock.recording.Recordings;
import app.pizoo.switchboard.mock.twiml.Target;
import app.pizoo.switchboard.mock.twiml.Twiml;
import app.pizoo.switchboard.mock.twiml.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** Carries out TwiML on one leg, document after document. For the leg's turns alone. */
final class Session implements Leg.Listener {
  /** More documents than any program needs, so that two that name each other come to an end. */
  private static final int MOST_DOCUMENTS = 1000;

  private final Exchange exchange;
  private final Turns turns;
  private final Leg leg;
  private final Optional<String> offer;
  private final Map<String, String> always;
  private final Programs programs;
  private final Queue<Verb> verbs = new ArrayDeque<>();
  private Optional<Activity> activity = Optional.empty();
  private HangupCause lastCause = HangupCause.NORMAL;
  private String url = "";
  private int documents;

  /**
   * Takes the leg to whose end it speaks.
   *
   * @param offer the end's SDP if it is a browser that calls
   * @param always fields of every question
   */
  Session(
      Exchange exchange, Turns turns, Leg leg, Optional<String> offer, Map<String, String> always) {
    this.exchange = exchange;
    this.turns = turns;
    this.leg = leg;
    this.offer = offer;
    this.always = always;
    programs = new Programs(exchange.context());
    leg.listener(this);
  }

  /** Carries out a program, with what the caller sent along. */
  void run(Program program, Map<String, String> own) {
    documents++;
    int document = documents;
    if (program.twiml().isPresent()) {
      turns.take(
          () -> carryOut(document, Programs.read("", program.twiml().get()), Optional.empty()));
      return;
    }
    Hook hook = program.hook().orElse(new Hook("", "POST"));
    var _ =
        programs
            .ask(leg.call().sid(), hook, fields().putOwn(own))
            .thenAccept(
                outcome -> turns.take(() -> carryOut(document, outcome, program.fallback())));
  }

  private void carryOut(int document, Programs.Outcome outcome, Optional<Hook> fallback) {
    if (leg.isOver() || document != documents) {
      return; // Hung up, or sent elsewhere by REST, while the program was asked.
    }
    switch (outcome) {
      case Programs.Document(String from, Twiml twiml) -> {
        twiml.warnings().forEach(warning -> exchange.warn(leg.call(), 12200, warning));
        url = from;
        verbs.clear();
        verbs.addAll(twiml.verbs());
        next();
      }
      case Programs.Failure(String at, int code, String message) -> {
        exchange.fail(leg.call(), code, message);
        if (fallback.isPresent()) {
          var _ =
              programs
                  .ask(
                      leg.call().sid(),
                      fallback.get(),
                      fields().put("ErrorCode", String.valueOf(code)).put("ErrorUrl", at))
                  .thenAccept(
                      second -> turns.take(() -> carryOut(document, second, Optional.empty())));
        } else {
          leg.end().says("We are sorry, an application error has occurred. Goodbye.");
          leg.finish(Call.Status.FAILED, HangupCause.FAILED);
        }
      }
    }
  }

  /** Goes on with the next verb; without one the call ends. */
  void next() {
    activity = Optional.empty();
    Verb verb = verbs.poll();
    switch (verb) {
      case null -> hangUp();
      case Verb.Hangup() -> hangUp();
      case Verb.Reject(boolean busy) -> reject(busy);
      case Verb.Redirect(Target target) -> ask(Optional.of(target), Map.of());
      case Verb.Prompt prompt -> {
        if (!(prompt instanceof Verb.Pause)) {
          answer(Optional.empty());
        }
        act(new Player(this, List.of(prompt), this::next));
      }
      case Verb.Gather gather -> {
        answer(Optional.empty());
        act(new Gathering(this, gather));
      }
      case Verb.RecordVoice record -> {
        answer(Optional.empty());
        act(new RecordingParty(this, record));
      }
      case Verb.Dial dial -> act(new Dialing(exchange, this, turns, dial));
      case Verb.Sms sms -> new Texting(exchange, this).send(sms);
      case Verb.Unknown(String name) -> {
        exchange.fail(leg.call(), 12200, "The box does not carry out <" + name + ">");
        leg.finish(Call.Status.FAILED, HangupCause.FAILED);
      }
    }
  }

  private void act(Activity next) {
    activity = Optional.of(next);
    next.begin();
  }

  private void reject(boolean busy) {
    if (leg.isAnswered()) {
      hangUp();
    } else {
      leg.finish(
          busy ? Call.Status.BUSY : Call.Status.NO_ANSWER,
          busy ? HangupCause.BUSY : HangupCause.DECLINED);
    }
  }

  private void hangUp() {
    boolean refused = !leg.isAnswered() && lastCause != HangupCause.NORMAL;
    leg.finish(
        refused ? Exchange.status(lastCause) : Call.Status.COMPLETED,
        refused ? lastCause : HangupCause.NORMAL);
  }

  /** Asks a program what to do next; without one, goes on with the next verb. */
  void ask(Optional<Target> target, Map<String, String> more) {
    if (target.isEmpty()) {
      next();
      return;
    }
    activity = Optional.empty();
    documents++;
    int document = documents;
    if (document > MOST_DOCUMENTS) {
      exchange.fail(leg.call(), 12200, "More than " + MOST_DOCUMENTS + " documents for one call");
      leg.finish(Call.Status.FAILED, HangupCause.FAILED);
      return;
    }
    var _ =
        programs
            .ask(leg.call().sid(), hook(target.get()), fields().putAll(more))
            .thenAccept(outcome -> turns.take(() -> carryOut(document, outcome, Optional.empty())));
  }

  /** Tells a program what happened when the call was over; what it answers comes too late. */
  void tell(Optional<Target> target, Map<String, String> more) {
    target.ifPresent(named -> {
      var _ = programs.ask(leg.call().sid(), hook(named), fields().putAll(more));
    });
  }

  @Override
  public void hungUp(Leg ended) {
    verbs.clear();
    activity.ifPresent(Activity::callEnded);
  }

  @Override
  public void digits(Leg from, String digits) {
    activity.ifPresent(current -> current.digits(digits));
  }

  @Override
  public void relay(Leg from, Leg.Relay relay) {
    activity.ifPresent(current -> current.relay(relay));
  }

  @Override
  public void redirected(Leg ended, Program program) {
    if (!leg.isOver()) {
      activity.ifPresent(Activity::stop);
      activity = Optional.empty();
      verbs.clear();
      run(program, Map.of());
    }
  }

  /** Answers a caller who was not answered before. */
  void answer(Optional<String> sdp) {
    leg.answer(sdp);
  }

  /** Remembers why somebody could not be reached, for a caller who is never answered. */
  void refused(HangupCause cause) {
    lastCause = cause;
  }

  Leg leg() {
    return leg;
  }

  Optional<String> offer() {
    return offer;
  }

  Recordings recordings() {
    return exchange.recordings();
  }

  Instant now() {
    return exchange.context().clock().instant();
  }

  BoxClock.Pending after(Duration delay, Runnable action) {
    return exchange.after(
        turns,
        delay,
        () -> {
          if (!leg.isOver()) {
            action.run();
          }
        });
  }

  String absolute(Target target) {
    return target.against(url);
  }

  Hook hook(Target target) {
    return new Hook(absolute(target), target.method());
  }

  private CallFields fields() {
    return CallFields.of(exchange.context().account().accountSid(), leg.call()).putAll(always);
  }
}
