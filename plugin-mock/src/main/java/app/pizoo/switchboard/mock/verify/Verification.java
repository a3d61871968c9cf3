package app.pizoo.switchboard.mock.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One verification: a code that can be sent five times and checked five times within ten minutes.
 * Synchronized on itself.
 */
final class Verification {
  private static final Duration VALIDITY = Duration.ofMinutes(10);
  private static final int MAX_SENDS = 5;
  private static final int MAX_CHECKS = 5;

  private final String sid;
  private final String serviceSid;
  private final String to;
  private final String code;
  private final Instant created;
  private final List<Attempt> attempts = new ArrayList<>();
  private String channel;
  private String status = "pending";
  private Instant updated;
  private int checks;

  Verification(
      String sid, String serviceSid, String to, String channel, String code, Instant created) {
    this.sid = sid;
    this.serviceSid = serviceSid;
    this.to = to;
    this.channel = channel;
    this.code = code;
    this.created = created;
    this.updated = created;
  }

  /** The outcome of an attempt or check. */
  enum Outcome {
    DONE,
    TOO_MANY,
    OVER
  }

  synchronized Outcome send(Attempt attempt) {
    if (isOver(attempt.created())) {
      return Outcome.OVER;
    }
    if (attempts.size() == MAX_SENDS) {
      return Outcome.TOO_MANY;
    }
    attempts.add(attempt);
    channel = attempt.channel();
    updated = attempt.created();
    return Outcome.DONE;
  }

  synchronized Outcome check(String given, Instant at) {
    if (isOver(at)) {
      return Outcome.OVER;
    }
    if (checks == MAX_CHECKS) {
      return Outcome.TOO_MANY;
    }
    checks++;
    updated = at;
    if (code.equals(given)) {
      status = "approved";
    }
    return Outcome.DONE;
  }

  synchronized boolean end(String with, Instant at) {
    if (isOver(at)) {
      return false;
    }
    status = with;
    updated = at;
    return true;
  }

  synchronized boolean isOver(Instant at) {
    return !status.equals("pending") || !at.isBefore(created.plus(VALIDITY));
  }

  /** Returns the status at a time; an old pending verification is expired. */
  synchronized String status(Instant at) {
    if (!status.equals("pending")) {
      return status;
    }
    if (isOver(at)) {
      return "expired";
    }
    return checks == MAX_CHECKS ? "max_attempts_reached" : status;
  }

  synchronized boolean isApproved() {
    return status.equals("approved");
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  synchronized String channel() {
    return channel;
  }

  synchronized Instant updated() {
    return updated;
  }

  String sid() {
    return sid;
  }

  String serviceSid() {
    return serviceSid;
  }

  String to() {
    return to;
  }

  String code() {
    return code;
  }

  Instant created() {
    return created;
  }
}
