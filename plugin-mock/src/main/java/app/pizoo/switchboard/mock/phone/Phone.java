package app.pizoo.switchboard.mock.phone;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegEnd;
import app.pizoo.switchboard.mock.call.Line;
import app.pizoo.switchboard.mock.call.PhoneCalls;
import app.pizoo.switchboard.mock.call.Ring;
import java.time.Duration;
import java.util.List;

/**
 * A phone, as a test or a person holds it. Unless it is told otherwise it answers after a second
 * and stays until the other side hangs up. Safe for all threads.
 */
public final class Phone implements Device {
  private final String number;
  private final BoxClock clock;
  private final PhoneCalls network;
  private final Phones.Texts texts;
  private Habit habit = Habit.usual();
  private Conversation current;

  Phone(String number, BoxClock clock, PhoneCalls network, Phones.Texts texts) {
    this.number = number;
    this.clock = clock;
    this.network = network;
    this.texts = texts;
    current = Conversation.none(clock);
  }

  /** Whose phone it is. */
  public String number() {
    return number;
  }

  /** Answers calls from now on after they rang for some time. */
  public Phone answersAfter(Duration ringing) {
    return behaves(new Habit.Answers(ringing));
  }

  /** Answers no call from now on, unless {@link #answers} is called while it rings. */
  public Phone neverAnswers() {
    return behaves(new Habit.Rings());
  }

  /** Is busy from now on. */
  public Phone isBusy() {
    return behaves(new Habit.Busy());
  }

  /** Declines every call from now on. */
  public Phone declinesCalls() {
    return behaves(new Habit.Declines());
  }

  /** Cannot be reached from now on. */
  public Phone isUnreachable() {
    return behaves(new Habit.Unreachable());
  }

  /** Does something else when it is called from now on. */
  public synchronized Phone behaves(Habit other) {
    habit = other;
    return this;
  }

  /** What it does when it is called. */
  public synchronized Habit habit() {
    return habit;
  }

  /** Calls a number of the account; whatever it was saying is over. */
  public Phone calls(String to) {
    place(to);
    return this;
  }

  /** Calls a number of the account and tells the id of the call. */
  String place(String to) {
    Conversation conversation = Conversation.outgoing(clock, number, to);
    synchronized (this) {
      if (isEngaged()) {
        throw new IllegalStateException("it is on a call");
      }
      current = conversation;
    }
    try {
      Line line = network.call(number, to, conversation);
      conversation.by(line);
      return line.callSid();
    } catch (RuntimeException e) {
      conversation.hungUp(HangupCause.FAILED);
      throw e;
    }
  }

  /** Writes to a number of the account. */
  public Phone writes(String to, String body) {
    var _ = texts.send(number, to, body);
    return this;
  }

  /** Answers the call that rings. */
  public Phone answers() {
    in(Conversation.State.RINGING).answer();
    return this;
  }

  /** Declines the call that rings. */
  public Phone declines() {
    in(Conversation.State.RINGING).refuse(HangupCause.DECLINED);
    return this;
  }

  /** Presses keys. */
  public Phone presses(String keys) {
    if (!keys.matches("[0-9*#]{1,200}")) {
      throw new IllegalArgumentException("keys are 0 to 9, * and #");
    }
    in(Conversation.State.TALKING).press(keys);
    return this;
  }

  /** Speaks for some time; what is said does not matter. */
  public Phone speaks(Duration length) {
    in(Conversation.State.TALKING).speaks(length);
    return this;
  }

  /** Hangs up, also before the other side answered. */
  public Phone hangsUp() {
    Conversation conversation = conversation();
    if (conversation.state() == Conversation.State.OVER) {
      throw new IllegalStateException("it is on no call");
    }
    conversation.hangUp();
    return this;
  }

  /** What it heard in its latest call: texts that were spoken, addresses that were played. */
  public List<String> hears() {
    return conversation().heard();
  }

  /** The keys that the other side pressed in its latest call. */
  public String tones() {
    return conversation().tones();
  }

  /** Whether somebody calls it. */
  public boolean isRinging() {
    return conversation().state() == Conversation.State.RINGING;
  }

  /** Whether it is connected. */
  public boolean isTalking() {
    return conversation().state() == Conversation.State.TALKING;
  }

  /** Who called in its latest call: a number, or {@code client:} and an identity. */
  public String caller() {
    return conversation().from();
  }

  /** The id of its latest leg, {@code CA…}; empty before there was any. */
  public String callSid() {
    return conversation().callSid();
  }

  /** Twilio's code for why its latest call could not be had, 0 if there is none. */
  public int refusal() {
    return conversation().cause().code();
  }

  /** Its latest call, or the one it is on. */
  synchronized Conversation conversation() {
    return current;
  }

  @Override
  public LegEnd ring(Line line, Ring ring) {
    Conversation conversation = Conversation.incoming(clock, ring.from(), number);
    conversation.by(line);
    switch (take(conversation)) {
      case Habit.Answers(Duration after) -> {
        line.ringing();
        clock.after(after, conversation::answer);
      }
      case Habit.Rings() -> line.ringing();
      case Habit.Busy() -> conversation.refuse(HangupCause.BUSY);
      case Habit.Declines() -> conversation.refuse(HangupCause.DECLINED);
      case Habit.Unreachable() -> conversation.refuse(HangupCause.NOT_FOUND);
    }
    return conversation;
  }

  /** Takes a call unless it is on one, and tells what happens then. */
  private synchronized Habit take(Conversation conversation) {
    if (isEngaged()) {
      return new Habit.Busy();
    }
    current = conversation;
    return habit;
  }

  private synchronized boolean isEngaged() {
    return current.state() != Conversation.State.OVER;
  }

  private Conversation in(Conversation.State state) {
    Conversation conversation = conversation();
    if (conversation.state() != state) {
      throw new IllegalStateException("the phone is " + conversation.state() + ", not " + state);
    }
    return conversation;
  }

  @Override
  public String toString() {
    return "Phone[" + conversation().state() + "]";
  }
}
