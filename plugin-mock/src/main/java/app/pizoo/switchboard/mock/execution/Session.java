package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.number.WebhookTarget;
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

/** Executes TwiML documents on one leg. Confined to the serial executor of its call. */
final class Session implements Leg.Listener {
  /** Ends redirect loops; no real application needs so many documents. */
  private static final int MAX_DOCUMENTS = 1000;

  private final EngineContext shared;
  private final SerialExecutor executor;
  private final Leg leg;
  private final Optional<String> offer;
  private final TwimlFetcher programs;
  private final Queue<Verb> verbs = new ArrayDeque<>();
  private Optional<RunningVerb> activity = Optional.empty();
  private Optional<Continuation> continuation = Optional.empty();
  private HangupCause lastCause = HangupCause.NORMAL;
  private String url = "";
  private int documents;

  /**
   * Takes the leg that hears the TwiML.
   *
   * @param offer the SDP offer if the caller is a browser
   * @param fixedFields fields that every request has
   */
  Session(
      EngineContext shared,
      SerialExecutor executor,
      Leg leg,
      Optional<String> offer,
      Map<String, String> fixedFields) {
    this.shared = shared;
    this.executor = executor;
    this.leg = leg;
    this.offer = offer;
    programs = new TwimlFetcher(shared, leg.call(), fixedFields);
    leg.listener(this);
  }

  /** What follows when a callee hears TwiML before it is connected. */
  interface Continuation {
    /** All verbs are done and the callee accepts the call. */
    void accepted();

    /** The leg is over. */
    void over();
  }

  /** Sets what follows instead of the end of the call. */
  Session then(Continuation next) {
    continuation = Optional.of(next);
    return this;
  }

  /** Executes TwiML from a source, with the caller's custom fields. */
  void run(TwimlSource source, Map<String, String> custom) {
    fetch(source, programs.fields().putCustom(custom));
  }

  private void fetch(TwimlSource source, CallFields fields) {
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
            .ask(source, fields)
            .thenAccept(answer -> executor.execute(() -> carryOut(document, answer)));
  }

  private void carryOut(int document, TwimlFetcher.Result answer) {
    if (leg.isOver() || document != documents) {
      return; // The call ended or was redirected while the document was fetched.
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

  /** Continues with the next verb; after the last one, the call ends. */
  void next() {
    activity = Optional.empty();
    Verb verb = verbs.poll();
    switch (verb) {
      case null -> continuation.ifPresentOrElse(Continuation::accepted, this::hangUp);
      case Verb.Hangup() -> hangUp();
      case Verb.Reject(boolean busy) -> reject(busy);
      case Verb.Redirect(Target target) -> ask(Optional.of(target), Map.of());
      case Verb.Prompt prompt -> {
        if (!(prompt instanceof Verb.Pause)) {
          answer(Optional.empty());
        }
        act(new PromptPlayer(this, List.of(prompt), this::next));
      }
      case Verb.Gather gather -> {
        answer(Optional.empty());
        act(new GatherDigits(this, gather));
      }
      case Verb.RecordVoice record -> {
        answer(Optional.empty());
        act(new PartyRecorder(this, record));
      }
      case Verb.Dial dial -> act(new Dialing(shared, this, executor, dial));
      case Verb.Sms sms -> new SmsSender(shared, this).send(sms);
      case Verb.Unknown(String name) -> fail("The box does not support <" + name + ">");
    }
  }

  private void act(RunningVerb next) {
    activity = Optional.of(next);
    next.begin();
  }

  private void fail(String message) {
    shared.fail(leg.call(), 12200, message);
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
        refused ? EngineContext.status(lastCause) : Call.Status.COMPLETED,
        refused ? lastCause : HangupCause.NORMAL);
  }

  private void end(Call.Status status, HangupCause cause) {
    leg.finish(status, cause);
    continuation.ifPresent(Continuation::over);
  }

  /** Continues with the TwiML of a target; without a target, with the next verb. */
  void ask(Optional<Target> target, Map<String, String> more) {
    target.ifPresentOrElse(
        named -> fetch(TwimlSource.of(hook(named)), programs.fields().putAll(more)), this::next);
  }

  /** Sends a last request after the end of the call and ignores the response. */
  void report(Optional<Target> target, Map<String, String> more) {
    target.ifPresent(named -> {
      var _ = programs.ask(TwimlSource.of(hook(named)), programs.fields().putAll(more));
    });
  }

  @Override
  public void hungUp(Leg ended) {
    verbs.clear();
    activity.ifPresent(RunningVerb::callEnded);
    continuation.ifPresent(Continuation::over);
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
  public void redirected(Leg ended, TwimlSource source) {
    if (!leg.isOver()) {
      activity.ifPresent(RunningVerb::stop);
      run(source, Map.of());
    }
  }

  /** Answers the caller unless that has happened. */
  void answer(Optional<String> sdp) {
    leg.answer(sdp);
  }

  /** Stores why a callee was not reached, for a caller that is never answered. */
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
    return shared.recordings();
  }

  Instant now() {
    return shared.box().clock().instant();
  }

  BoxClock.Pending after(Duration delay, Runnable action) {
    return shared.after(
        executor,
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

  WebhookTarget hook(Target target) {
    return new WebhookTarget(absolute(target), target.method());
  }
}
