package app.pizoo.switchboard.spi;

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
 * One page of a list that is sorted by time, the newest first, as a request asks for it: {@code
 * ?limit=50&cursor=…}. A cursor names the last row of the former page, so that rows which arrive
 * meanwhile shift nothing.
 *
 * @param limit how many rows at most
 * @param before the time of the last row of the former page, in milliseconds since 1970
 * @param beforeId its id, which decides among rows of one time
 */
public record Page(int limit, long before, String beforeId) {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 100;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,15}) ([A-Za-z0-9_-]{1,100})");

  /**
   * Reads the query.
   *
   * @throws Problem with {@link ProblemCode#REQUEST_INVALID} for a limit that is not 1 to 100, or a
   *     cursor that this class has not made
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
    return Problem.invalid("cursor", "expected the next of a former page");
  }

  /** How many rows to read: one more than are shown, to know whether there are more. */
  public int rows() {
    return limit + 1;
  }

  /** The cursor behind a row. */
  public static String cursor(long at, String id) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString((at + " " + id).getBytes(UTF_8));
  }

  /**
   * Shapes the answer: {@code {"ok":true,"calls":[…],"next":"…"}}, without {@code next} on the last
   * page.
   *
   * @param name of the list
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
