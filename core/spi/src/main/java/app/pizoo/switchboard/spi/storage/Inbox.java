package app.pizoo.switchboard.spi.storage;

import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.util.Map;

/**
 * Keeps events from outside until they are processed: written before they are acknowledged,
 * processed once, retried when that fails, and kept as dead letters when it fails for good. May be
 * called by any thread.
 */
public interface Inbox {

  /**
   * Writes an event; on return it cannot be lost. The {@link RunningPlugin#subscriptions handler}
   * of its topic processes this very object in the same transaction. If that fails, the event is
   * encoded, written alone and retried later.
   *
   * @return false if an event with this key is known already, which then changes nothing
   * @throws Problem with {@link ProblemCode#PROVIDER_UNAVAILABLE} if it cannot be written: the
   *     sender must not receive an acknowledgment
   */
  <T> boolean put(EventCodec<T> codec, T event);

  /**
   * Describes one kind of event and how it is stored while it waits. Implementations have no state.
   *
   * @param <T> the type of the events
   */
  interface EventCodec<T> {

    /** The name of this kind of event; unique within the plugin. */
    String topic();

    /** The type of the events. */
    Class<T> type();

    /**
     * Identifies an event among all events of this plugin. A repeated delivery of the same event
     * has the same key.
     */
    String key(T event);

    /**
     * Encodes what the handler needs to know. Called only if the event could not be processed at
     * once. The fields must hold no texts, codes or whole phone numbers.
     */
    Map<String, String> encode(T event);

    /**
     * Decodes an event that was stored, perhaps by an older version of the plugin.
     *
     * @throws IllegalArgumentException if the fields are not valid; the event is then retried, and
     *     becomes a dead letter in the end
     */
    T decode(String key, Map<String, String> fields);
  }

  /**
   * Processes events of one topic.
   *
   * @param <T> the type of the events
   */
  @FunctionalInterface
  interface EventHandler<T> {
    /**
     * Changes the plugin's tables, in the transaction that marks the event as processed.
     *
     * @return runs after the commit, for example to count the event
     */
    Runnable handle(Database.Sql sql, T event);
  }

  /**
   * Binds a handler to a topic.
   *
   * @param codec the kind of event
   * @param handler processes it
   * @param <T> the type of the events
   */
  record Subscription<T>(EventCodec<T> codec, EventHandler<T> handler) {}
}
