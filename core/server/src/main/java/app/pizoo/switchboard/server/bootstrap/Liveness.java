package app.pizoo.switchboard.server.bootstrap;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/**
 * Whether the parts run without which only a restart helps. What can heal by itself, such as
 * storage that does not respond, belongs to {@link Readiness}. Safe for use by multiple threads.
 */
final class Liveness {
  private final Map<String, BooleanSupplier> parts = new ConcurrentSkipListMap<>();
  private volatile boolean closing;

  /** Watches a part that has started. */
  void add(String part, BooleanSupplier isAlive) {
    parts.put(part, isAlive);
  }

  /** The names of the parts that have died; none while the server stops. */
  List<String> dead() {
    List<String> dead =
        parts.entrySet().stream()
            .filter(part -> !part.getValue().getAsBoolean())
            .map(Map.Entry::getKey)
            .toList();
    return closing ? List.of() : dead;
  }

  /** From now on, parts end because they are closed. */
  void close() {
    closing = true;
  }
}
