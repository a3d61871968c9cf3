package app.pizoo.switchboard.mock.phone;

import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegHandle;
import app.pizoo.switchboard.mock.call.PhoneCalls;
import app.pizoo.switchboard.mock.call.Ring;
import app.pizoo.switchboard.mock.clock.BoxClock;
import java.time.Duration;
import java.util.List;

/**
 * A simulated phone for tests and people. By default it answers after one second and stays until
 * the other side hangs up. Thread-safe.
 */
public final class Phone implements Device {
  private final String number;
  private final BoxClock clock;
  private final PhoneCalls network;
  private final Phones.Texts texts;
  private PhoneBehavior behavior = PhoneBehavior.defaultBehavior();
  private Conversation current;

  Phone(String number, BoxClock clock, PhoneCalls network, Phones.Texts texts) {
    this.number = number;
    this.clock = clock;
    this.network = network;
    this.texts = texts;
    current = Conversation.idle(clock);
  }

  /** Returns its number. */
  public String number() {
    return number;
  }

  /** Answers future calls after ringing for some time. */
  public Phone answersAfter(Duration ringing) {
    return behaves(new PhoneBehavior.Answers(ringing));
  }

  /** Lets future calls ring until {@link #answers} or {@link #declines} is called. */
  public Phone neverAnswers() {
    return behaves(new PhoneBehavior.Rings());
  }

  /** Is busy for future calls. */
  public Phone isBusy() {
    return behaves(new PhoneBehavior.Busy());
  }

  /** Declines future calls. */
  public Phone declinesCalls() {
    return behaves(new PhoneBehavior.Declines());
  }

  /** Is unreachable for future calls. */
  public Phone isUnreachable() {
    return behaves(new PhoneBehavior.Unreachable());
  }

  /** Sets what it does with future calls. */
  public synchronized Phone behaves(PhoneBehavior other) {
    behavior = other;
    return this;
  }

  /** Returns what it does when it is called. */
  public synchronized PhoneBehavior behavior() {
    return behavior;
  }

  /** Calls a number of the account. */
  public Phone calls(String to) {
    place(to);
    return this;
  }

  /** Calls a number of the account and returns the SID of the call. */
  String place(String to) {
    Conversation conversation = Conversation.outgoing(clock, number, to);
    synchronized (this) {
      if (isEngaged()) {
        throw new IllegalStateException("the phone is on a call");
      }
      current = conversation;
    }
    try {
      LegHandle handle = network.call(number, to, conversation);
      conversation.attach(handle);
      return handle.callSid();
    } catch (RuntimeException e) {
      conversation.hungUp(HangupCause.FAILED);
      throw e;
    }
  }

  /** Sends a message to a number of the account. */
  public Phone writes(String to, String body) {
    var _ = texts.send(number, to, body);
    return this;
  }

  /** Answers the ringing call. */
  public Phone answers() {
    in(Conversation.State.RINGING).answer();
    return this;
  }

  /** Declines the ringing call. */
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

  /** Speaks for some time, so that the phone is not silent. */
  public Phone speaks(Duration length) {
    in(Conversation.State.TALKING).speaks(length);
    return this;
  }

  /** Hangs up, even before the other side answers. */
  public Phone hangsUp() {
    Conversation conversation = conversation();
    if (conversation.state() == Conversation.State.OVER) {
      throw new IllegalStateException("the phone is not on a call");
    }
    conversation.hangUp();
    return this;
  }

  /** Returns what it heard in its latest call: spoken texts and URLs of played files. */
  public List<String> hears() {
    return conversation().heard();
  }

  /** Returns the keys that the other side pressed in its latest call. */
  public String tones() {
    return conversation().tones();
  }

  /** Returns whether it rings. */
  public boolean isRinging() {
    return conversation().state() == Conversation.State.RINGING;
  }

  /** Returns whether it is connected. */
  public boolean isTalking() {
    return conversation().state() == Conversation.State.TALKING;
  }

  /** Returns the caller of its latest call: a number, or {@code client:} plus an identity. */
  public String caller() {
    return conversation().from();
  }

  /** Returns the SID of its latest leg, {@code CA…}; empty before the first call. */
  public String callSid() {
    return conversation().callSid();
  }

  /** Returns the error code that ended its latest call; 0 for a normal end. */
  public int refusal() {
    return conversation().cause().code();
  }

  /** Returns its current or latest call. */
  synchronized Conversation conversation() {
    return current;
  }

  @Override
  public FarEnd ring(LegHandle handle, Ring ring) {
    Conversation conversation = Conversation.incoming(clock, ring.from(), number);
    conversation.attach(handle);
    switch (take(conversation)) {
      case PhoneBehavior.Answers(Duration after) -> {
        handle.ringing();
        clock.after(after, conversation::answer);
      }
      case PhoneBehavior.Rings() -> handle.ringing();
      case PhoneBehavior.Busy() -> conversation.refuse(HangupCause.BUSY);
      case PhoneBehavior.Declines() -> conversation.refuse(HangupCause.DECLINED);
      case PhoneBehavior.Unreachable() -> conversation.refuse(HangupCause.NOT_FOUND);
    }
    return conversation;
  }

  /** Takes a call unless it is on one; returns what it does with the call. */
  private synchronized PhoneBehavior take(Conversation conversation) {
    if (isEngaged()) {
      return new PhoneBehavior.Busy();
    }
    current = conversation;
    return behavior;
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
