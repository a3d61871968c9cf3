package app.pizoo.switchboard.sms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a message has come, in Twilio's words. Callbacks have neither time nor sequence, so each
 * state has a rank: a message only moves to a higher one, and what ends it ends it for good.
 */
enum DeliveryStatus {
  ACCEPTED(0),
  SCHEDULED(1),
  QUEUED(2),
  SENDING(3),
  SENT(4),
  PARTIALLY_DELIVERED(5),
  DELIVERED(Rank.END),
  UNDELIVERED(Rank.END),
  FAILED(Rank.END),
  CANCELED(Rank.END),
  READ(Rank.END);

  private final int rank;

  DeliveryStatus(int rank) {
    this.rank = rank;
  }

  /** The state that Twilio names, if it is one of a message that was sent. */
  static Optional<DeliveryStatus> find(String name) {
    return Arrays.stream(values()).filter(status -> status.twilioName().equals(name)).findFirst();
  }

  String twilioName() {
    return name().toLowerCase(Locale.ROOT);
  }

  int rank() {
    return rank;
  }

  /** The rank of what ends a message. */
  static int end() {
    return Rank.END;
  }

  private static final class Rank {
    static final int END = 9;
  }
}
