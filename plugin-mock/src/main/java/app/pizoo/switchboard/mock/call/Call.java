package app.pizoo.switchboard.mock.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One leg of a call and its state; the first final state stays. Safe for all threads. */
public final class Call {
  private final String sid;
  private final Leg leg;
  private final Instant created;
  private Status status = Status.QUEUED;
  private Instant updated;
  private Optional<Instant> started = Optional.empty();
  private Optional<Instant> ended = Optional.empty();

  Call(String sid, Leg leg, Instant created) {
    this.sid = sid;
    this.leg = leg;
    this.created = created;
    this.updated = created;
  }

  /**
   * Who calls whom.
   *
   * @param from a phone number or {@code client:} and an identity
   * @param to likewise
   * @param direction inbound, outbound-api or outbound-dial
   * @param parent the call that dialled this one
   */
  public record Leg(String from, String to, String direction, Optional<String> parent) {}

  /** Twilio's states of a call. */
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

    /** Whether nothing follows. */
    public boolean isFinal() {
      return rank == 3;
    }

    /** As Twilio writes it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Takes a later state; false if the call is over or was there already. */
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

  /** The state now. */
  public synchronized Status status() {
    return status;
  }

  /** How long it was talked, zero if nobody answered. */
  public synchronized Duration duration() {
    return started.isEmpty()
        ? Duration.ZERO
        : Duration.between(started.get(), ended.orElse(updated));
  }

  /** When it was answered. */
  public synchronized Optional<Instant> started() {
    return started;
  }

  /** When it was over. */
  public synchronized Optional<Instant> ended() {
    return ended;
  }

  /** When its state last changed. */
  public synchronized Instant updated() {
    return updated;
  }

  /** The id, {@code CA…}. */
  public String sid() {
    return sid;
  }

  /** Who calls whom. */
  public Leg leg() {
    return leg;
  }

  /** When it was made. */
  public Instant created() {
    return created;
  }
}
