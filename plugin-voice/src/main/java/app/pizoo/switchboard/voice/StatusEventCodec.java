package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.storage.Inbox;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stores status events while they wait in the inbox. */
final class StatusEventCodec implements Inbox.EventCodec<StatusEvent> {
  @Override
  public String topic() {
    return "status";
  }

  @Override
  public Class<StatusEvent> type() {
    return StatusEvent.class;
  }

  /** The same for callbacks that arrive in another order or several times. */
  @Override
  public String key(StatusEvent event) {
    return event.sid() + ' ' + event.status().twilioName();
  }

  @Override
  public Map<String, String> encode(StatusEvent event) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("sid", event.sid());
    fields.put("parent", event.parentSid());
    fields.put("status", event.status().twilioName());
    fields.put("duration", Long.toString(event.durationSeconds()));
    put(fields, "from", event.from());
    put(fields, "to", event.to());
    return fields;
  }

  private static void put(Map<String, String> fields, String name, Party party) {
    fields.put(name + "_user", party.user());
    fields.put(name + "_key", party.key());
    fields.put(name + "_masked", party.masked());
  }

  @Override
  public StatusEvent decode(String key, Map<String, String> fields) {
    return StatusEvent.find(
            fields.getOrDefault("sid", ""),
            fields.getOrDefault("parent", ""),
            fields.getOrDefault("status", ""),
            fields.getOrDefault("duration", ""),
            party(fields, "from"),
            party(fields, "to"))
        .orElseThrow(() -> new IllegalArgumentException("not a status event"));
  }

  private static Party party(Map<String, String> fields, String name) {
    return new Party(
        fields.getOrDefault(name + "_user", ""),
        fields.getOrDefault(name + "_key", ""),
        fields.getOrDefault(name + "_masked", ""));
  }
}
