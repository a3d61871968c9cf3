package app.pizoo.switchboard.mock.phone;

import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegHandle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One call of a phone: its state and what the phone hears. Thread-safe. */
final class Conversation implements FarEnd {
  private static final int MAX_HEARD = 100;
  private static final int MAX_HEARD_LENGTH = 4096;
  private static final int MAX_TONES = 1000;

  private final Clock clock;
  private final String from;
  private final String to;
  private final List<String> heard = new ArrayList<>();
  private final StringBuilder tones = new StringBuilder();
  private Optional<LegHandle> handle = Optional.empty();
  private String callSid = "";
  private State state;
  private HangupCause cause = HangupCause.NORMAL;
  private Instant silentSince;

  private Conversation(Clock clock, String from, String to, State state) {
    this.clock = clock;
    this.from = from;
    this.to = to;
    this.state = state;
    silentSince = clock.instant();
  }

  /** The state of a call. */
  enum State {
    /** The phone is calling. */
    CALLING,
    /** The phone rings. */
    RINGING,
    /** The call is connected. */
    TALKING,
    /** There is no call. */
    OVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns the state of a phone that has had no call. */
  static Conversation idle(Clock clock) {
    return new Conversation(clock, "", "", State.OVER);
  }

  static Conversation outgoing(Clock clock, String from, String to) {
    return new Conversation(clock, from, to, State.CALLING);
  }

  static Conversation incoming(Clock clock, String from, String to) {
    return new Conversation(clock, from, to, State.RINGING);
  }

  /** Sets the handle unless the call is over. */
  synchronized void attach(LegHandle other) {
    callSid = other.callSid();
    if (state != State.OVER) {
      handle = Optional.of(other);
    }
  }

  // The handle is called without holding the lock, because the engine may call back immediately.

  void answer() {
    if (move(State.RINGING, State.TALKING)) {
      handle().ifPresent(known -> known.answer(Optional.empty()));
    }
  }

  void refuse(HangupCause why) {
    Optional<LegHandle> known = handle();
    if (move(State.RINGING, State.OVER)) {
      end(why);
      known.ifPresent(ringing -> ringing.refuse(why));
    }
  }

  void hangUp() {
    Optional<LegHandle> known = handle();
    end(HangupCause.NORMAL);
    known.ifPresent(LegHandle::hangUp);
  }

  void press(String keys) {
    handle().ifPresent(known -> known.digits(keys));
  }

  private synchronized Optional<LegHandle> handle() {
    return handle;
  }

  synchronized void speaks(Duration length) {
    silentSince = clock.instant().plus(length);
  }

  private synchronized boolean move(State before, State after) {
    if (state != before) {
      return false;
    }
    state = after;
    return true;
  }

  private synchronized void end(HangupCause why) {
    state = State.OVER;
    cause = why;
    handle = Optional.empty();
  }

  @Override
  public void answered(Optional<String> sdp) {
    move(State.CALLING, State.TALKING);
  }

  @Override
  public void hungUp(HangupCause why) {
    end(why);
  }

  @Override
  public void canceled() {
    end(HangupCause.NORMAL);
  }

  @Override
  public synchronized void digits(String digits) {
    tones.append(digits);
    tones.setLength(Math.min(tones.length(), MAX_TONES));
  }

  @Override
  public synchronized void says(String text) {
    if (heard.size() < MAX_HEARD) {
      heard.add(text.substring(0, Math.min(text.length(), MAX_HEARD_LENGTH)));
    }
  }

  @Override
  public void plays(String url) {
    says(url);
  }

  @Override
  public synchronized Optional<Instant> silentSince() {
    return Optional.of(silentSince);
  }

  synchronized State state() {
    return state;
  }

  synchronized HangupCause cause() {
    return cause;
  }

  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  synchronized String tones() {
    return tones.toString();
  }

  /** Returns the SID of the leg; empty before the first call. */
  synchronized String callSid() {
    return callSid;
  }

  String from() {
    return from;
  }

  String to() {
    return to;
  }
}
