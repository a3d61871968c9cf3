package app.pizoo.switchboard.mock.recording;

import java.time.Duration;
import java.time.Instant;

/** A recording of a call and its state. Safe for all threads. */
public final class Recording {
  private final String sid;
  private final String callSid;
  private final Source source;
  private final int channels;
  private final Instant started;
  private Status status = Status.IN_PROGRESS;
  private Instant updated;
  private Duration duration = Duration.ZERO;

  Recording(String sid, String callSid, Source source, int channels, Instant started) {
    this.sid = sid;
    this.callSid = callSid;
    this.source = source;
    this.channels = channels;
    this.started = started;
    this.updated = started;
  }

  /** What asked for the recording. */
  public enum Source {
    DIAL_VERB("DialVerb"),
    RECORD_VERB("RecordVerb"),
    OUTBOUND_API("OutboundAPI"),
    START_CALL_RECORDING_API("StartCallRecordingAPI");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    /** As Twilio writes it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Twilio's states of a recording. */
  public enum Status {
    IN_PROGRESS("in-progress"),
    PAUSED("paused"),
    STOPPED("stopped"),
    COMPLETED("completed"),
    ABSENT("absent");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** Whether it goes on or may go on. */
    public boolean isOpen() {
      return this == IN_PROGRESS || this == PAUSED;
    }

    /** As Twilio writes it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Takes the next state; false if it was at its end. */
  synchronized boolean become(Status next, Instant at) {
    if (!status.isOpen() || status == next) {
      return false;
    }
    if (status == Status.IN_PROGRESS) {
      duration = duration.plus(Duration.between(updated, at));
    }
    status = next;
    updated = at;
    return true;
  }

  /** The state now. */
  public synchronized Status status() {
    return status;
  }

  /** How long the sound is. */
  public synchronized Duration duration() {
    return duration;
  }

  /** When its state last changed. */
  public synchronized Instant updated() {
    return updated;
  }

  /** The id, {@code RE…}. */
  public String sid() {
    return sid;
  }

  /** The call. */
  public String callSid() {
    return callSid;
  }

  /** What asked for it. */
  public Source source() {
    return source;
  }

  /** One, or two with the parties apart. */
  public int channels() {
    return channels;
  }

  /** When it began. */
  public Instant started() {
    return started;
  }
}
