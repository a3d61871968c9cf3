package app.pizoo.switchboard.twilio;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries of a list at Twilio.
 *
 * @param completeSince the list has every item created at this moment or later; earlier items can
 *     be missing, so that absence proves nothing
 */
public record Listing<T>(List<T> items, Instant completeSince) {
  public Listing {
    items = List.copyOf(items);
  }

  /**
   * Reads a list page by page, newest first, back to a moment.
   *
   * @param list as the SDK reads it
   * @param created when an item was created
   * @param order the time by which Twilio sorts the list, newest first: not before the creation, or
   *     null for an item that has none yet, wherever it stands
   * @param max how many items are read at most
   */
  public static <T> Listing<T> read(
      Iterable<T> list,
      Function<T, ZonedDateTime> created,
      Function<T, @Nullable ZonedDateTime> order,
      Instant since,
      int max) {
    List<T> items = new ArrayList<>();
    Instant last = Instant.MAX;
    int read = 0;
    for (T item : list) {
      ZonedDateTime place = order.apply(item);
      if (place != null) {
        last = place.toInstant();
        if (last.isBefore(since)) {
          break;
        }
      }
      if (!created.apply(item).toInstant().isBefore(since)) {
        items.add(item);
      }
      if (++read == max) {
        // The following items were created before this one; times are whole seconds.
        return new Listing<>(items, last.equals(Instant.MAX) ? last : last.plusSeconds(1));
      }
    }
    return new Listing<>(items, since);
  }

  /** Maps each item, and drops those without a result. */
  public <R> Listing<R> flatMap(Function<T, Optional<R>> mapping) {
    return new Listing<>(
        items.stream().map(mapping).flatMap(Optional::stream).toList(), completeSince);
  }

  /** Whether the list is complete since a moment. */
  public boolean reaches(Instant moment) {
    return !moment.isBefore(completeSince);
  }
}
