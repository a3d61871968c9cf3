package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Metrics;

/** Counts what happens in rooms. */
final class VideoEvents {
  private final Metrics.Counter events;

  VideoEvents(Metrics metrics) {
    events = metrics.counter("video_events", "Events of rooms", "event");
  }

  void moved(RoomEvent event) {
    events.add(event.name());
  }
}
