package com.example.notes;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import java.time.Duration;
import java.util.List;

/** What one user may do, and how often. */
record NotesRateLimits(RateLimits limits) {
  private static final RateLimit ADDED =
      RateLimit.shared("notes.add.user.minute", 10, Duration.ofMinutes(1));

  static final List<RateLimit> ALL = List.of(ADDED);

  void takeNote(String user) {
    limits.take(ADDED, user);
  }
}
