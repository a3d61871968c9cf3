package app.pizoo.switchboard.mock.recording;

import java.time.Duration;
import java.time.Instant;

/** A recording of a call and its status. Thread-safe. */
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

  /** What started the recording. */
  public enum Source {
    DIAL_VERB("DialVerb"),
    RECORD_VERB("RecordVerb"),
    OUTBOUND_API("OutboundAPI"),
    START_CALL_RECORDING_API("StartCallRecordingAPI");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    /** Returns the name that Twilio's API uses. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Twilio's recording statuses. */
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

    /** Returns whether it is running or paused. */
    public boolean isOpen() {
      return this == IN_PROGRESS || this == PAUSED;
    }

    /** Returns the name that Twilio's API uses. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Moves to the next status; returns false if the recording has ended. */
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

  /** Returns the current status. */
  public synchronized Status status() {
    return status;
  }

  /** Returns the length of the audio. */
  public synchronized Duration duration() {
    return duration;
  }

  /** Returns when its status last changed. */
  public synchronized Instant updated() {
    return updated;
  }

  /** Returns the SID, {@code RE…}. */
  public String sid() {
    return sid;
  }

  /** Returns the SID of the call. */
  public String callSid() {
    return callSid;
  }

  /** Returns what started it. */
  public Source source() {
    return source;
  }

  /** Returns the number of channels; 2 separates the parties. */
  public int channels() {
    return channels;
  }

  /** Returns when it began. */
  public Instant started() {
    return started;
  }
}
