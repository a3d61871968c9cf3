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

  /** Erases in one transaction: all of it or nothing. Gives the rows touched by each part. */
  public static Map<String, Integer> erase(Storage storage, List<Plugin> plugins, String subject) {
    KernelKeys keys = KernelKeys.load(storage);
    return storage.write(sql -> {
      Map<String, Integer> rows = new TreeMap<>();
      // Before the plugins' own tables: an order that is settled meanwhile is in those by then.
      rows.put("orders", 0);
      rows.put("events", 0);
      for (Plugin plugin : plugins) {
        String id = plugin.info().id();
        Set<String> traces = new HashSet<>(plugin.erasureKeys(keys, subject));
        traces.add(subject);
        rows.merge("orders", OutboxTable.erase(sql, id, traces), Integer::sum);
        rows.merge("events", EventTable.erase(sql, id, traces), Integer::sum);
      }
      Erasure erasure = new Erasure(sql, keys, subject);
      rows.put("limits", 0);
      for (Plugin plugin : plugins) {
        rows.put(plugin.info().id(), plugin.erase(erasure));
        // A user may be called by an email address that is counted in another way as such.
        for (String counted : new HashSet<>(List.of(subject, plugin.rateLimitKey(subject)))) {
          rows.merge(
              "limits", RateLimiter.erase(sql, keys, plugin.rateLimits(), counted), Integer::sum);
        }
      }
      return rows;
    });
  }
}
