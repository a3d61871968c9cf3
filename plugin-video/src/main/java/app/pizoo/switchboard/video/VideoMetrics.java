package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Metrics;

/** Counts what happens in rooms. */
final class VideoMetrics {
  private final Metrics.Counter events;

  VideoMetrics(Metrics metrics) {
    events = metrics.counter("video_events", "Events of rooms", "event");
  }

  void moved(RoomEvent event) {
    events.add(event.name());
  }
}
