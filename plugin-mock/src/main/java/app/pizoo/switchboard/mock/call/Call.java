package app.pizoo.switchboard.mock.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One leg of a call and its status. A final status never changes. Thread-safe. */
public final class Call {
  private final String sid;
  private final Parties parties;
  private final Instant created;
  private Status status = Status.QUEUED;
  private Instant updated;
  private Optional<Instant> started = Optional.empty();
  private Optional<Instant> ended = Optional.empty();

  Call(String sid, Parties parties, Instant created) {
    this.sid = sid;
    this.parties = parties;
    this.created = created;
    this.updated = created;
  }

  /**
   * Caller and callee.
   *
   * @param from a phone number, or {@code client:} plus an identity
   * @param to the same for the callee
   * @param direction inbound, outbound-api or outbound-dial
   * @param parent the call that dialed this one
   */
  public record Parties(String from, String to, String direction, Optional<String> parent) {}

  /** Twilio's call statuses. */
  public enum Status {
    QUEUED("queued", 0),
    RINGING("ringing", 1),
    IN_PROGRESS("in-progress", 2),
    COMPLETED("completed", 3),
    BUSY("busy", 3),
    FAILED("failed", 3),
    NO_ANSWER("no-answer", 3),
    CANCELED("canceled", 3);

    private final String text;
    private final int rank;

    Status(String text, int rank) {
      this.text = text;
      this.rank = rank;
    }

    /** Returns whether the status is final. */
    public boolean isFinal() {
      return rank == 3;
    }

    /** Returns the name that Twilio's API uses. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Moves to a later status; returns false if the call is over or has already reached that status.
   */
  synchronized boolean become(Status next, Instant at) {
    if (status.isFinal() || next.rank <= status.rank) {
      return false;
    }
    status = next;
    updated = at;
    if (next == Status.IN_PROGRESS) {
      started = Optional.of(at);
    }
    if (next.isFinal()) {
      ended = Optional.of(at);
    }
    return true;
  }

  /** Returns the current status. */
  public synchronized Status status() {
    return status;
  }

  /** Returns the time since the answer; zero if nobody answered. */
  public synchronized Duration duration() {
    return started.isEmpty()
        ? Duration.ZERO
        : Duration.between(started.get(), ended.orElse(updated));
  }

  /** Returns when it was answered. */
  public synchronized Optional<Instant> started() {
    return started;
  }

  /** Returns when it ended. */
  public synchronized Optional<Instant> ended() {
    return ended;
  }

  /** Returns when its status last changed. */
  public synchronized Instant updated() {
    return updated;
  }

  /** Returns the SID, {@code CA…}. */
  public String sid() {
    return sid;
  }

  /** Caller and callee. */
  public Parties parties() {
    return parties;
  }

  /** Returns when it was created. */
  public Instant created() {
    return created;
  }
}
