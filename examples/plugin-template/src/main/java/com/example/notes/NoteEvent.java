package com.example.notes;

import app.pizoo.switchboard.spi.storage.Inbox;
import java.util.Map;

/**
 * A note that another system delivers. The inbox keeps it until it is stored, and stores it once.
 *
 * @param id given by the sender; a repeated delivery has the same one
 * @param author whose note it is
 * @param text what it says
 */
record NoteEvent(String id, String author, String text) {
  static final Inbox.EventCodec<NoteEvent> CODEC = new Codec();

  private static final class Codec implements Inbox.EventCodec<NoteEvent> {
    @Override
    public String topic() {
      return "note";
    }

    @Override
    public Class<NoteEvent> type() {
      return NoteEvent.class;
    }

    @Override
    public String key(NoteEvent event) {
      return event.id();
    }

    @Override
    public Map<String, String> encode(NoteEvent event) {
      return Map.of("author", event.author(), "text", event.text());
    }

    @Override
    public NoteEvent decode(String key, Map<String, String> fields) {
      return new NoteEvent(key, fields.get("author"), fields.get("text"));
    }
  }
}
