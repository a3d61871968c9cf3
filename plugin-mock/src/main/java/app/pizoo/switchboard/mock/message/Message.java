package app.pizoo.switchboard.mock.message;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** One message and its status. Thread-safe. */
final class Message {
  private final String sid;
  private final String direction;
  private final String to;
  private final String from;
  private final Optional<String> serviceSid;
  private final int media;
  private final Instant created;
  private String body;
  private String status;
  private Instant updated;
  private Optional<Instant> sent = Optional.empty();
  private OptionalInt error = OptionalInt.empty();

  Message(String sid, String direction, String status, Draft draft, Instant created) {
    this.sid = sid;
    this.direction = direction;
    this.to = draft.to();
    this.from = draft.from();
    this.serviceSid = draft.serviceSid();
    this.media = draft.media();
    this.body = draft.body();
    this.created = created;
    this.updated = created;
    this.status = status;
  }

  /** The content of a new message. */
  record Draft(String to, String from, Optional<String> serviceSid, String body, int media) {}

  /** Moves to the next status unless the current one is final. */
  synchronized boolean become(String next, Instant at) {
    if (isOver()) {
      return false;
    }
    status = next;
    updated = at;
    if (next.equals("sent")) {
      sent = Optional.of(at);
    }
    return true;
  }

  synchronized boolean fail(String next, int code, Instant at) {
    if (!become(next, at)) {
      return false;
    }
    error = OptionalInt.of(code);
    return true;
  }

  synchronized void redact(Instant at) {
    body = "";
    updated = at;
  }

  private boolean isOver() {
    return switch (status) {
      case "delivered", "undelivered", "failed", "canceled", "received" -> true;
      default -> false;
    };
  }

  synchronized String body() {
    return body;
  }

  synchronized String status() {
    return status;
  }

  synchronized Instant updated() {
    return updated;
  }

  synchronized Optional<Instant> sent() {
    return sent;
  }

  synchronized OptionalInt error() {
    return error;
  }

  String sid() {
    return sid;
  }

  String direction() {
    return direction;
  }

  String to() {
    return to;
  }

  String from() {
    return from;
  }

  Optional<String> serviceSid() {
    return serviceSid;
  }

  int media() {
    return media;
  }

  Instant created() {
    return created;
  }
}
