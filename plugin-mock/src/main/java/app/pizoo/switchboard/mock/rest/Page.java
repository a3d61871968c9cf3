package app.pizoo.switchboard.mock.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Splits a list into pages as Twilio does.
 *
 * <p>The token of the next page names the last record of this one, so that new records neither
 * repeat nor hide others.
 */
public final class Page {
  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 1000;

  private final BoxRequest request;
  private final List<JsonObject> records;
  private final int number;
  private final int size;
  private final int start;
  private final Optional<String> next;

  private Page(
      BoxRequest request,
      List<JsonObject> records,
      int number,
      int size,
      int start,
      Optional<String> next) {
    this.request = request;
    this.records = records;
    this.number = number;
    this.size = size;
    this.start = start;
    this.next = next;
  }

  /** Returns the page that a request asks for. */
  public static <T> Page of(
      BoxRequest request, List<T> all, Function<T, String> sid, Function<T, JsonObject> json) {
    int size = Math.min(number(request, "PageSize", DEFAULT_SIZE), MAX_SIZE);
    int number = number(request, "Page", 0);
    if (size == 0) {
      throw TwilioError.invalid("PageSize");
    }
    Optional<String> token =
        request
            .query()
            .find("PageToken")
            .filter(text -> text.length() > 2)
            .map(text -> text.substring(2));
    int start =
        token
            .map(last -> all.stream().map(sid).toList().indexOf(last) + 1)
            .orElseGet(() -> (int) Math.min((long) number * size, all.size()));
    // One additional record shows whether another page exists.
    List<T> shown = all.stream().skip(start).limit(size + 1L).toList();
    Optional<String> next =
        shown.size() > size ? Optional.of("PA" + sid.apply(shown.get(size - 1))) : Optional.empty();
    List<JsonObject> records = shown.stream().limit(size).map(json).toList();
    return new Page(request, records, number, size, start, next);
  }

  /** Returns the response in the format of the 2010-04-01 API. */
  public BoxResponse classic(String key) {
    return BoxResponse.ok(
        JsonBody.object()
            .put("end", records.isEmpty() ? 0 : start + records.size() - 1)
            .put("first_page_uri", link(0, Optional.empty()))
            .put("next_page_uri", next.map(token -> link(number + 1, Optional.of(token))))
            .put("page", number)
            .put("page_size", size)
            .put("previous_page_uri", number == 0 ? null : link(number - 1, Optional.empty()))
            .put("start", start)
            .put("uri", link(number, request.query().find("PageToken")))
            .put(key, records)
            .build());
  }

  /** Returns the response in the format of all later APIs, which use absolute URLs. */
  public BoxResponse modern(String key, URI base) {
    return BoxResponse.ok(
        JsonBody.object()
            .put(
                "meta",
                JsonBody.object()
                    .put("first_page_url", base + link(0, Optional.empty()))
                    .put("key", key)
                    .put(
                        "next_page_url",
                        next.map(token -> base + link(number + 1, Optional.of(token))))
                    .put("page", number)
                    .put("page_size", size)
                    .put(
                        "previous_page_url",
                        number == 0 ? null : base + link(number - 1, Optional.empty()))
                    .put("url", base + link(number, request.query().find("PageToken"))))
            .put(key, records)
            .build());
  }

  private String link(int page, Optional<String> token) {
    String filters =
        request.query().names().stream()
            .filter(name -> !name.startsWith("Page"))
            .flatMap(
                name -> request.query().all(name).stream().map(value -> pair(name, value) + "&"))
            .collect(Collectors.joining());
    return request.path()
        + "?"
        + filters
        + pair("PageSize", String.valueOf(size))
        + "&"
        + pair("Page", String.valueOf(page))
        + token.map(value -> "&" + pair("PageToken", value)).orElse("");
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
  }

  private static int number(BoxRequest request, String name, int fallback) {
    try {
      int number = request.query().find(name).map(Integer::parseInt).orElse(fallback);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below, like a negative number
    }
    throw TwilioError.invalid(name);
  }
}
