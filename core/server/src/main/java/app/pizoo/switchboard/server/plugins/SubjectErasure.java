package app.pizoo.switchboard.server.plugins;

import app.pizoo.switchboard.server.ledger.EventTable;
import app.pizoo.switchboard.server.ledger.OutboxTable;
import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.Plugin;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Erases a subject from the tables of the kernel and of all plugins. */
public final class SubjectErasure {
  private SubjectErasure() {}

  /**
   * Erases a subject in one transaction.
   *
   * @return the number of rows changed, by owner
   */
  public static Map<String, Integer> erase(Storage storage, List<Plugin> plugins, String subject) {
    KernelKeys keys = KernelKeys.load(storage);
    return storage.write(sql -> {
      Map<String, Integer> rows = new TreeMap<>();
      // Before the plugins' tables: an entry that is resolved meanwhile has its rows there by then.
      rows.put("outbox", 0);
      rows.put("events", 0);
      for (Plugin plugin : plugins) {
        String id = plugin.info().id();
        Set<String> erasureKeys = new HashSet<>(plugin.erasureKeys(keys, subject));
        erasureKeys.add(subject);
        rows.merge("outbox", OutboxTable.erase(sql, id, erasureKeys), Integer::sum);
        rows.merge("events", EventTable.erase(sql, id, erasureKeys), Integer::sum);
      }
      Erasure erasure = new Erasure(sql, keys, subject);
      rows.put("limits", 0);
      for (Plugin plugin : plugins) {
        rows.put(plugin.info().id(), plugin.erase(erasure));
        // The subject may be a user name that is also an email address, which has another key.
        for (String key : new HashSet<>(List.of(subject, plugin.rateLimitKey(subject)))) {
          rows.merge(
              "limits", RateLimiter.erase(sql, keys, plugin.rateLimits(), key), Integer::sum);
        }
      }
      return rows;
    });
  }
}
