package app.pizoo.switchboard.twilio;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The latest of what Twilio lists.
 *
 * @param wholeSince nothing is missing that was created at this moment or later; before it
 *     something may be, and that it is not listed proves nothing
 */
public record Listing<T>(List<T> items, Instant wholeSince) {
  public Listing {
    items = List.copyOf(items);
  }

  /**
   * Reads a list, page by page, back to a moment.
   *
   * @param list as the SDK reads it
   * @param created when an item was created
   * @param order by what Twilio sorts the list, the latest first: a moment that is not before the
   *     creation, or null of an item that has none yet, wherever it may stand
   * @param most so many items at most are read
   */
  public static <T> Listing<T> read(
      Iterable<T> list,
      Function<T, ZonedDateTime> created,
      Function<T, @Nullable ZonedDateTime> order,
      Instant since,
      int most) {
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
      if (++read == most) {
        // What follows was created before this place at the latest; times are whole seconds.
        return new Listing<>(items, last.equals(Instant.MAX) ? last : last.plusSeconds(1));
      }
    }
    return new Listing<>(items, since);
  }

  /** A listing of what each item is taken for, if for anything. */
  public <R> Listing<R> flatMap(Function<T, Optional<R>> mapping) {
    return new Listing<>(
        items.stream().map(mapping).flatMap(Optional::stream).toList(), wholeSince);
  }

  /** Whether nothing is missing since a moment. */
  public boolean reaches(Instant moment) {
    return !moment.isBefore(wholeSince);
  }
}
