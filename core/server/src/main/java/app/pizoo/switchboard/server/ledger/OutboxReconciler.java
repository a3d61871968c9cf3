package app.pizoo.switchboard.server.ledger;

import static java.util.stream.Collectors.groupingBy;

import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import app.pizoo.switchboard.spi.storage.Outbox;
import app.pizoo.switchboard.spi.storage.Outbox.Listed;
import app.pizoo.switchboard.spi.storage.Outbox.Reconciliation;
import app.pizoo.switchboard.spi.storage.Outbox.Unresolved;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Learns from the provider's list what happened to entries whose outcome is unknown. */
final class OutboxReconciler {
  private static final int MAX_ENTRIES = 100;
  private static final int MAX_LISTED = 5000;

  private final Database database;
  private final Clock clock;
  private volatile Instant listedAt = Instant.EPOCH;

  OutboxReconciler(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Rolls back resolving an entry with an item that belongs to another one. */
  private static final class TakenException extends RuntimeException {
    TakenException() {
      super("", null, false, false);
    }
  }

  <T> void reconcile(Outbox outbox, Reconciliation<T> plugin) {
    Outbox.Timing timing = plugin.timing();
    List<Unresolved> entries = outbox.unresolved(timing.minAge(), MAX_ENTRIES);
    Instant now = clock.instant();
    if (entries.isEmpty() || isTooSoon(entries.getFirst(), timing.relistInterval(), now)) {
      return;
    }
    listedAt = now;
    Instant oldest = entries.getLast().begun().minus(timing.tolerance());
    Listed<T> listed = plugin.list(oldest, MAX_LISTED);
    Map<Map<String, String>, List<T>> byDetails =
        listed.items().stream().collect(groupingBy(plugin::details));
    for (Unresolved entry : entries) {
      List<T> candidates =
          byDetails.getOrDefault(entry.details(), List.of()).stream()
              .filter(item -> isNear(entry, plugin.sentAt(item), timing.tolerance()))
              .toList();
      boolean certain =
          !entry.begun().minus(timing.tolerance()).isBefore(listed.completeSince())
              && entry.begun().plus(timing.giveUpAfter()).isBefore(now);
      if (!candidates.isEmpty() || certain) {
        resolve(outbox, plugin, entry, candidates, certain);
      }
    }
  }

  private boolean isTooSoon(Unresolved newest, Duration interval, Instant now) {
    return newest.begun().plus(interval).isBefore(now) && listedAt.plus(interval).isAfter(now);
  }

  private static boolean isNear(Unresolved entry, Instant sentAt, Duration tolerance) {
    return Duration.between(entry.begun(), sentAt).abs().compareTo(tolerance) <= 0;
  }

  private <T> void resolve(
      Outbox outbox,
      Reconciliation<T> plugin,
      Unresolved entry,
      List<T> candidates,
      boolean certain) {
    try {
      database.write(sql -> resolve(sql, outbox, plugin, entry, candidates, certain));
    } catch (TakenException e) {
      // The next round sees which entry the item belongs to.
    }
  }

  private static <T> boolean resolve(
      Sql sql,
      Outbox outbox,
      Reconciliation<T> plugin,
      Unresolved entry,
      List<T> candidates,
      boolean certain) {
    Optional<T> match =
        candidates.isEmpty() ? Optional.empty() : plugin.choose(sql, entry, candidates);
    if (match.isEmpty()) {
      return certain && outbox.resolve(sql, entry.id(), Optional.empty());
    }
    // Before the plugin's own tables: it locks the row, so an erasure comes before this or after.
    boolean resolved =
        outbox.resolve(sql, entry.id(), Optional.of(plugin.result(entry, match.get())));
    if (resolved && !plugin.record(sql, entry, match.get())) {
      throw new TakenException();
    }
    return resolved;
  }
}
