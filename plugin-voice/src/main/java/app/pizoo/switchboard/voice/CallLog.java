package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Inbox;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Parameters;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ScheduledTask;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/** Keeps the records of calls true: from decisions, callbacks, and where those fail from Twilio. */
final class CallLog {
  static final Inbox.EventCodec<StatusEvent> CODEC = new StatusEventCodec();

  /** Calls that are asked for in one go; with {@link #OFTEN} a bound on requests to Twilio. */
  private static final int MAX_FETCHED = 10;

  private static final Duration OFTEN = Duration.ofSeconds(30);
  private static final Duration SELDOM = Duration.ofHours(1);

  private final Calls calls;
  private final Inbox inbox;
  private final Database database;
  private final KeyedHashes keyedHashes;
  private final VoiceGateway gateway;
  private final VoiceRateLimits limits;
  private final VoiceMetrics metrics;
  private final Logger logger;

  CallLog(
      Calls calls,
      Inbox inbox,
      Database database,
      KeyedHashes keyedHashes,
      VoiceGateway gateway,
      VoiceRateLimits limits,
      VoiceMetrics metrics,
      Logger logger) {
    this.calls = calls;
    this.inbox = inbox;
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.gateway = gateway;
    this.limits = limits;
    this.metrics = metrics;
    this.logger = logger;
  }

  /** Notes what was decided; if that fails the call's callbacks make up for it. */
  void begin(IncomingCall call, Outcome outcome) {
    if (!StatusEvent.isSid(call.sid())) {
      return;
    }
    Party from = Party.from(call.from(), keyedHashes);
    Party asked =
        call.asksForNumber() ? Party.of(call.to(), keyedHashes) : Party.named(call.user());
    Party rung =
        outcome instanceof Outcome.RingUser user
            ? VoiceIdentity.decode(user.client()).map(Party::user).orElse(asked)
            : asked;
    try {
      database.write(sql -> {
        boolean over =
            switch (outcome) {
              case Outcome.RingUser user -> calls.begin(sql, call.sid(), from, rung);
              case Outcome.RingPhone phone -> calls.begin(sql, call.sid(), from, rung);
              case Outcome.Apologize apology -> false;
              case Outcome.Refuse refusal ->
                  calls.refuse(sql, call.sid(), from, asked, refusal.reason().publicName());
            };
        // One of two decisions may come when the other's call has ended, or after it let it ring.
        if (over) {
          call.browser().ifPresent(caller -> limits.endCall(sql, caller, call.sid()));
        }
        return over;
      });
    } catch (Problem problem) {
      logger.log(Level.WARNING, "a call that begins was not recorded", problem);
    }
  }

  /** Takes a status callback in. */
  void note(Parameters form) {
    StatusEvent.find(form, keyedHashes).ifPresent(event -> inbox.put(CODEC, event));
  }

  /** Takes in what a dial reports at its end; the call goes on if that fails. */
  void noteDial(Parameters form) {
    try {
      StatusEvent.ofDial(form).ifPresent(event -> inbox.put(CODEC, event));
    } catch (Problem problem) {
      logger.log(Level.WARNING, "the end of a dial was not recorded", problem);
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
    };
  }

  List<ScheduledTask> scheduledTasks(Duration retention) {
    return List.of(
        new ScheduledTask("asking for calls", OFTEN, this::reconcile),
        new ScheduledTask("removing old calls", SELDOM, () -> calls.sweep(retention)));
  }

  /** Asks Twilio for calls whose callbacks did not come. */
  void reconcile() {
    for (String call : calls.overdue(MAX_FETCHED)) {
      for (StatusEvent leg : gateway.legs(call)) {
        database.write(sql -> handle(sql, leg)).run();
      }
    }
  }
}
