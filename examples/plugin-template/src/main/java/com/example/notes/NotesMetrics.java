package com.example.notes;

import app.pizoo.switchboard.spi.Metrics;

/** Counts notes. Prometheus sees {@code switchboard_notes_added_total}. */
final class NotesMetrics {
  private final Metrics.Counter added;

  NotesMetrics(Metrics metrics) {
    added = metrics.counter("notes_added", "Notes that were added", "source");
  }

  void added(String source) {
    added.add(source);
  }
}
