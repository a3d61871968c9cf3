package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.storage.Inbox;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Stores room events while they wait in the inbox. */
final class RoomEventCodec implements Inbox.EventCodec<RoomEvent> {
  @Override
  public String topic() {
    return "room";
  }

  @Override
  public Class<RoomEvent> type() {
    return RoomEvent.class;
  }

  @Override
  public String key(RoomEvent event) {
    return event.key();
  }

  @Override
  public Map<String, String> encode(RoomEvent event) {
    return Map.of(
        "sid",
        event.sid(),
        "name",
        event.name(),
        "at",
        event.at().toString(),
        "duration",
        Long.toString(event.durationSeconds()),
        "room",
        event.room(),
        "joined",
        event.joined().orElse(""));
  }

  @Override
  public RoomEvent decode(String key, Map<String, String> fields) {
    String name = fields.getOrDefault("name", "");
    try {
      return new RoomEvent(
          fields.getOrDefault("sid", ""),
          name,
          name.equals("room-ended"),
          Instant.parse(fields.getOrDefault("at", "")),
          Long.parseLong(fields.getOrDefault("duration", "")),
          fields.getOrDefault("room", ""),
          Optional.of(fields.getOrDefault("joined", "")).filter(identity -> !identity.isEmpty()),
          key);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a room event", e);
    }
  }
}
