package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.number.Hook;
import app.pizoo.switchboard.mock.recording.Recordings;
import app.pizoo.switchboard.mock.twiml.Target;
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
  private static final int MAX_DOCUMENTS = 1000;

  private final Exchange exchange;
  private final Turns turns;
  private final Leg leg;
  private final Optional<String> offer;
  private final Programs programs;
  private final Queue<Verb> verbs = new ArrayDeque<>();
  private Optional<Activity> activity = Optional.empty();
  private Optional<Sequel> sequel = Optional.empty();
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
    programs = new Programs(exchange, leg.call(), always);
    leg.listener(this);
  }

  /** What follows a session that a callee hears before it is connected. */
  interface Sequel {
    /** All verbs were done: the callee takes the call. */
    void accepted();

    /** The leg is over. */
    void over();
  }

  /** Lets something follow instead of the end of the call. */
  Session before(Sequel next) {
    sequel = Optional.of(next);
    return this;
  }

  /** Carries out a program, with what the caller sent along. */
  void run(Program program, Map<String, String> own) {
    question(program, programs.fields().putOwn(own));
  }

  private void question(Program program, CallFields fields) {
    activity = Optional.empty();
    verbs.clear();
    documents++;
    int document = documents;
    if (document > MAX_DOCUMENTS) {
      fail("More than " + MAX_DOCUMENTS + " documents for one call");
      return;
    }
    var _ =
        programs
            .ask(program, fields)
            .thenAccept(answer -> turns.take(() -> carryOut(document, answer)));
  }

  private void carryOut(int document, Programs.Answer answer) {
    if (leg.isOver() || document != documents) {
      return; // Hung up, or sent elsewhere by REST, while the program was asked.
    }
    if (answer.twiml().isEmpty()) {
      leg.end().says("We are sorry, an application error has occurred. Goodbye.");
      end(Call.Status.FAILED, HangupCause.FAILED);
      return;
    }
    url = answer.url();
    verbs.addAll(answer.twiml().get().verbs());
    next();
  }

  /** Goes on with the next verb; without one the call ends. */
  void next() {
    activity = Optional.empty();
    Verb verb = verbs.poll();
    switch (verb) {
      case null -> sequel.ifPresentOrElse(Sequel::accepted, this::hangUp);
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
      case Verb.Unknown(String name) -> fail("The box does not carry out <" + name + ">");
    }
  }

  private void act(Activity next) {
    activity = Optional.of(next);
    next.begin();
  }

  private void fail(String message) {
    exchange.fail(leg.call(), 12200, message);
    end(Call.Status.FAILED, HangupCause.FAILED);
  }

  private void reject(boolean busy) {
    if (leg.isAnswered()) {
      hangUp();
    } else {
      end(
          busy ? Call.Status.BUSY : Call.Status.NO_ANSWER,
          busy ? HangupCause.BUSY : HangupCause.DECLINED);
    }
  }

  private void hangUp() {
    boolean refused = !leg.isAnswered() && lastCause != HangupCause.NORMAL;
    end(
        refused ? Exchange.status(lastCause) : Call.Status.COMPLETED,
        refused ? lastCause : HangupCause.NORMAL);
  }

  private void end(Call.Status status, HangupCause cause) {
    leg.finish(status, cause);
    sequel.ifPresent(Sequel::over);
  }

  /** Asks a program what to do next; without one, goes on with the next verb. */
  void ask(Optional<Target> target, Map<String, String> more) {
    target.ifPresentOrElse(
        named -> question(Program.of(hook(named)), programs.fields().putAll(more)), this::next);
  }

  /** Tells a program what happened when the call was over; what it answers comes too late. */
  void tell(Optional<Target> target, Map<String, String> more) {
    target.ifPresent(named -> {
      var _ = programs.ask(Program.of(hook(named)), programs.fields().putAll(more));
    });
  }

  @Override
  public void hungUp(Leg ended) {
    verbs.clear();
    activity.ifPresent(Activity::callEnded);
    sequel.ifPresent(Sequel::over);
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
}
