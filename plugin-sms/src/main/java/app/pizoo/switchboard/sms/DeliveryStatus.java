package app.pizoo.switchboard.sms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Twilio's message status. Callbacks have neither a time nor a sequence number, so each status has
 * a rank: a message only moves to a higher one, and the first final status stays.
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

  /** Parses a status; empty if it is not the status of an outbound message. */
  static Optional<DeliveryStatus> find(String name) {
    return Arrays.stream(values()).filter(status -> status.twilioName().equals(name)).findFirst();
  }

  String twilioName() {
    return name().toLowerCase(Locale.ROOT);
  }

  int rank() {
    return rank;
  }

  /** The rank of the final statuses. */
  static int end() {
    return Rank.END;
  }

  private static final class Rank {
    static final int END = 9;
  }
}
