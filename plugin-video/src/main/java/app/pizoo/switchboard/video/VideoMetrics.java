package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Metrics;

/** Metrics of rooms. */
final class VideoMetrics {
  private final Metrics.Counter events;

  VideoMetrics(Metrics metrics) {
    events = metrics.counter("video_events", "Room events received by status callback", "event");
  }

  void moved(RoomEvent event) {
    events.add(event.name());
  }
}
