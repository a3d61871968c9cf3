package app.pizoo.switchboard.twilio;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The latest of what Twilio lists, the newest first.
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
   * @param newestFirst as the SDK reads it
   * @param most so many items at most are read
   */
  public static <T> Listing<T> read(
      Iterable<T> newestFirst, Function<T, ZonedDateTime> created, Instant since, int most) {
    List<T> items = new ArrayList<>();
    for (T item : newestFirst) {
      Instant at = created.apply(item).toInstant();
      if (at.isBefore(since)) {
        break;
      }
      items.add(item);
      if (items.size() == most) {
        // Times are whole seconds: more of the same second may follow.
        return new Listing<>(items, at.plusSeconds(1));
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
