package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.http.Parameters;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Inbox;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the records of calls up to date: from decisions and status callbacks, and by reconciliation
 * with Twilio if callbacks are lost.
 */
final class CallLog {
  static final Inbox.EventCodec<StatusEvent> CODEC = new StatusEventCodec();

  /**
   * The maximum number of calls fetched in one run; with {@link #RECONCILE_INTERVAL}, it bounds the
   * requests to Twilio.
   */
  private static final int MAX_FETCHED = 10;

  private static final Duration RECONCILE_INTERVAL = Duration.ofSeconds(30);
  private static final Duration SWEEP_INTERVAL = Duration.ofHours(1);

  private final Calls calls;
  private final Inbox inbox;
  private final Database database;
  private final KeyedHashes keyedHashes;
  private final VoiceGateway gateway;
  private final VoiceRateLimits limits;
  private final EndedCalls ended;
  private final VoiceMetrics metrics;
  private final Logger logger;

  CallLog(
      Calls calls,
      Inbox inbox,
      Database database,
      KeyedHashes keyedHashes,
      VoiceGateway gateway,
      VoiceRateLimits limits,
      EndedCalls ended,
      VoiceMetrics metrics,
      Logger logger) {
    this.calls = calls;
    this.inbox = inbox;
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.gateway = gateway;
    this.limits = limits;
    this.ended = ended;
    this.metrics = metrics;
    this.logger = logger;
  }

  /** Records a decision. If that fails, the callbacks of the call will create the record. */
  void begin(IncomingCall call, Outcome outcome) {
    try {
      begin(call, outcome, sql -> {});
    } catch (Problem problem) {
      logger.log(Level.WARNING, "a new call could not be recorded", problem);
    }
  }

  /**
   * Records a decision in the transaction that counts the call.
   *
   * @param count throws an exception if a rate limit refuses the call
   */
  void begin(IncomingCall call, Outcome outcome, Consumer<Database.Sql> count) {
    boolean recorded = StatusEvent.isSid(call.sid());
    Party from = Party.from(call.from(), keyedHashes);
    Party requested =
        call.asksForNumber() ? Party.of(call.to(), keyedHashes) : Party.named(call.user());
    Party rung =
        outcome instanceof Outcome.RingUser user
            ? VoiceIdentity.decode(user.client()).map(Party::user).orElse(requested)
            : requested;
    boolean over =
        database.write(sql -> {
          count.accept(sql);
          return recorded && record(sql, call, outcome, from, rung, requested);
        });
    if (over) {
      ended.add();
    }
  }

  private boolean record(
      Database.Sql sql,
      IncomingCall call,
      Outcome outcome,
      Party from,
      Party rung,
      Party requested) {
    boolean over =
        switch (outcome) {
          case Outcome.RingUser user -> calls.begin(sql, call.sid(), from, rung);
          case Outcome.RingPhone phone -> calls.begin(sql, call.sid(), from, rung);
          case Outcome.Apologize apology -> false;
          case Outcome.Refuse refusal ->
              calls.refuse(sql, call.sid(), from, requested, refusal.reason().publicName());
        };
    // Twilio may request a decision twice: the call may already be over, or ringing.
    if (over) {
      call.browser().ifPresent(caller -> limits.endCall(sql, caller, call.sid()));
    }
    return over;
  }

  /** Puts a status callback into the inbox. */
  void note(Parameters form) {
    StatusEvent.find(form, keyedHashes).ifPresent(event -> inbox.put(CODEC, event));
  }

  /** Puts the result of a {@code <Dial>} into the inbox; the call continues if that fails. */
  void noteDial(Parameters form) {
    try {
      StatusEvent.ofDial(form).ifPresent(event -> inbox.put(CODEC, event));
    } catch (Problem problem) {
      logger.log(Level.WARNING, "the end of a dialed leg could not be recorded", problem);
    }
  }

  /** Handles an event from the inbox. */
  Runnable handle(Database.Sql sql, StatusEvent event) {
    Calls.Moved moved = calls.move(sql, event);
    moved.over().ifPresent(caller -> limits.endCall(sql, caller, event.call()));
    return () -> {
      if (moved.moved()) {
        metrics.moved(event.status());
      }
      if (moved.over().isPresent()) {
        ended.add();
      }
    };
  }

  List<ScheduledTask> scheduledTasks(Duration retention) {
    return List.of(
        new ScheduledTask("fetching calls", RECONCILE_INTERVAL, this::reconcile),
        new ScheduledTask("removing old calls", SWEEP_INTERVAL, () -> calls.sweep(retention)));
  }

  /** Fetches calls from Twilio whose callbacks did not arrive. */
  void reconcile() {
    for (String call : calls.overdue(MAX_FETCHED)) {
      for (StatusEvent leg : gateway.legs(call)) {
        database.write(sql -> handle(sql, leg)).run();
      }
    }
  }
}
