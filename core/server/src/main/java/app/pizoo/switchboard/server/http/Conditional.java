package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Content;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers {@code If-None-Match} (RFC 9110, section 13) and {@code Range} with {@code If-Range}
 * (section 14). A request for several ranges gets the whole content, as the RFC allows.
 */
final class Conditional {
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private Conditional() {}

  static Response apply(Request request, Response response) {
    boolean get = request.method().equals("GET");
    if (response.status() != 200 || !(get || request.method().equals("HEAD"))) {
      return response;
    }
    Optional<String> tag = Optional.ofNullable(response.headers().get("ETag"));
    if (tag.isPresent() && isKnown(request, tag.get())) {
      return new Response(304, response.headers(), new byte[0]);
    }
    if (response.content().isEmpty()) {
      return response;
    }
    Response whole = response.withHeader("Accept-Ranges", "bytes");
    Optional<String> range = request.headers().first("Range");
    return get && range.isPresent() && isCurrent(request, tag)
        ? partial(whole, response.content().get(), range.get())
        : whole;
  }

  /** Weak comparison: a tag that differs only in its weakness names the same content. */
  private static boolean isKnown(Request request, String tag) {
    String own = tag.startsWith("W/") ? tag.substring(2) : tag;
    return request.headers().all("If-None-Match").stream()
        .anyMatch(known ->
            known.strip().equals("*")
                || TAG.matcher(known).results().anyMatch(one -> one.group(1).equals(own)));
  }

  /** Strong comparison: parts of different versions must not be put together. */
  private static boolean isCurrent(Request request, Optional<String> tag) {
    Optional<String> wanted = request.headers().first("If-Range");
    return wanted.isEmpty() || (wanted.equals(tag) && !wanted.get().startsWith("W/"));
  }

  private static Response partial(Response whole, Content content, String range) {
    Matcher bounds = RANGE.matcher(range);
    if (!bounds.matches() || range.endsWith("=-")) {
      return whole;
    }
    long length = content.length();
    String from = bounds.group(1);
    String to = bounds.group(2);
    long first = from.isEmpty() ? Math.max(0, length - Long.parseLong(to)) : Long.parseLong(from);
    long last =
        from.isEmpty() || to.isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(to));
    if (!from.isEmpty() && !to.isEmpty() && Long.parseLong(to) < first) {
      return whole;
    }
    if (first >= length) {
      throw Problem.of(ProblemCode.RANGE_NOT_SATISFIABLE, "the content has " + length + " bytes")
          .withHeader("Content-Range", "bytes */" + length);
    }
    return new Response(
            206,
            whole.headers(),
            new byte[0],
            Optional.of(new Part(content, first, last - first + 1)))
        .withHeader("Content-Range", "bytes " + first + '-' + last + '/' + length);
  }

  private record Part(Content whole, long first, long length) implements Content {
    @Override
    public InputStream open(long offset) throws IOException {
      return whole.open(first + offset);
    }
  }
}
