package app.pizoo.switchboard.voice;

import java.util.Arrays;
import java.util.Optional;

/**
 * Twilio's call status, with its rank: a call only moves to a higher one, and the first final state
 * stays.
 */
enum CallStatus {
  QUEUED("queued", 0),
  INITIATED("initiated", 1),
  RINGING("ringing", 2),
  IN_PROGRESS("in-progress", 3),
  COMPLETED("completed", 4),
  BUSY("busy", 4),
  FAILED("failed", 4),
  NO_ANSWER("no-answer", 4),
  CANCELED("canceled", 4);

  private static final int END = 4;

  private final String twilioName;
  private final int rank;

  CallStatus(String twilioName, int rank) {
    this.twilioName = twilioName;
    this.rank = rank;
  }

  static Optional<CallStatus> find(String text) {
    return Arrays.stream(values()).filter(status -> status.twilioName.equals(text)).findFirst();
  }

  String twilioName() {
    return twilioName;
  }

  int rank() {
    return rank;
  }

  boolean isEnd() {
    return rank == END;
  }
}
