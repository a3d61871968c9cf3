package app.pizoo.switchboard.spi;

import java.util.Map;

/**
 * Keeps events from outside until they are processed: written before they are acknowledged,
 * processed once, tried again when that fails, and kept for the operator when it fails for good.
 * May be called by any thread.
 */
public interface Inbox {

  /**
   * Writes an event; on return it will not be lost. The {@link RunningPlugin#events handler} of its
   * topic processes it in the same transaction; if that fails, the event is written alone, and
   * tried again later.
   *
   * @return false if an event with this key is known already, which then changes nothing
   * @throws Problem with {@link ProblemCode#PROVIDER_UNAVAILABLE} if it cannot be written: the
   *     sender must not be told that it was received
   */
  boolean put(Event event);

  /**
   * Something that happened outside.
   *
   * @param topic what kind of event it is; the plugin has a handler for it
   * @param key what tells it from all other events of this plugin, and is the same when it comes
   *     again
   * @param fields what the handler needs to know; no texts, codes or whole phone numbers
   */
  record Event(String topic, String key, Map<String, String> fields) {
    public Event {
      fields = Map.copyOf(fields);
    }

    /** The text of a field, or the empty text. */
    public String text(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  /** Processes events of one topic. */
  @FunctionalInterface
  interface EventHandler {
    /**
     * Changes the plugin's tables, in the transaction that marks the event as processed.
     *
     * @return what is to be done once that is committed, such as counting it
     */
    Runnable handle(Database.Sql sql, Event event);
  }
}
