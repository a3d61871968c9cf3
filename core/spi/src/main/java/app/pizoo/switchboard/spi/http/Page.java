package app.pizoo.switchboard.spi.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One requested page of a list, newest first: {@code ?limit=50&cursor=…}. The cursor names the last
 * row of the previous page (keyset pagination), so new rows do not shift the pages.
 *
 * @param limit maximum number of rows
 * @param before time of the last row of the previous page, in milliseconds since 1970
 * @param beforeId id of that row, which orders rows of the same time
 */
public record Page(int limit, long before, String beforeId) {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 100;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,15}) ([A-Za-z0-9_-]{1,100})");

  /**
   * Parses the query.
   *
   * @throws Problem with {@link ProblemCode#REQUEST_INVALID} for a limit that is not 1 to 100, or a
   *     cursor that this class did not create
   */
  public static Page of(Request request) {
    int limit = request.query().first("limit").map(Page::limit).orElse(DEFAULT_LIMIT);
    Optional<String> cursor = request.query().first("cursor");
    if (cursor.isEmpty()) {
      return new Page(limit, Long.MAX_VALUE, "");
    }
    var parts = CURSOR.matcher(decoded(cursor.get()));
    if (!parts.matches()) {
      throw badCursor();
    }
    return new Page(limit, Long.parseLong(parts.group(1)), parts.group(2));
  }

  private static int limit(String text) {
    int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.invalid("limit", "expected a number from 1 to " + MAX_LIMIT);
    }
    return limit;
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    } catch (IllegalArgumentException e) {
      throw badCursor();
    }
  }

  private static Problem badCursor() {
    return Problem.invalid("cursor", "expected the value of next from a previous page");
  }

  /** The number of rows to read: one more than the limit, to detect a next page. */
  public int rows() {
    return limit + 1;
  }

  /** The cursor after a row. */
  public static String cursor(long at, String id) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString((at + " " + id).getBytes(UTF_8));
  }

  /**
   * Builds the response: {@code {"ok":true,"notes":[…],"next":"…"}}, without {@code next} on the
   * last page.
   *
   * @param name of the list in the response
   * @param found up to {@link #rows()} rows
   */
  public <T> Response reply(
      String name, List<T> found, Function<T, JsonObject> shape, Function<T, String> cursor) {
    JsonArrayBuilder rows = JSON.createArrayBuilder();
    List<T> shown = found.subList(0, Math.min(limit, found.size()));
    shown.forEach(row -> rows.add(shape.apply(row)));
    JsonObjectBuilder answer = JSON.createObjectBuilder().add("ok", true).add(name, rows);
    if (found.size() > limit) {
      answer.add("next", cursor.apply(shown.getLast()));
    }
    return Response.json(answer.build());
  }
}
