package app.pizoo.switchboard.spi.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The response to a request, as a value. Successes only: failures are {@link Problem}s.
 *
 * <p>The kernel answers {@code If-None-Match} for every response to GET that has an {@code ETag},
 * and {@code Range} for every response with {@link #content}.
 *
 * @param status HTTP status, 200 to 399
 * @param headers header fields besides those that the kernel sets
 * @param body bytes, empty for none
 * @param content bytes that are streamed in place of the body
 */
public record Response(
    int status, Map<String, String> headers, byte[] body, Optional<Content> content) {

  public Response {
    headers = Map.copyOf(headers);
  }

  /** A response whose body is in memory. */
  public Response(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, Optional.empty());
  }

  /** 200 with a JSON object. */
  public static Response json(JsonObject object) {
    return of("application/json", object.toString());
  }

  /** 200 with XML. */
  public static Response xml(String document) {
    return of("text/xml; charset=utf-8", document);
  }

  /** 204 without body. */
  public static Response noContent() {
    return new Response(204, Map.of(), new byte[0]);
  }

  /** 200 with a text of some media type, in UTF-8. */
  public static Response of(String contentType, String text) {
    return new Response(200, Map.of("Content-Type", contentType), text.getBytes(UTF_8));
  }

  /** 200 with bytes that are streamed; clients may request ranges of them. */
  public static Response stream(String contentType, Content content) {
    return new Response(
        200, Map.of("Content-Type", contentType), new byte[0], Optional.of(content));
  }

  /**
   * 200 with a file, which is streamed. Its {@code ETag} changes with its size and time.
   *
   * @throws Problem with {@link ProblemCode#NOT_FOUND} if there is no such file
   */
  public static Response file(String contentType, Path file) {
    try {
      long changed = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
      Content content = Content.file(file);
      String tag = Long.toHexString(content.length()) + '-' + Long.toHexString(changed);
      return stream(contentType, content).withHeader("ETag", '"' + tag + '"');
    } catch (NoSuchFileException e) {
      throw Problem.of(ProblemCode.NOT_FOUND, "no file has this name");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy with a header field. */
  public Response withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body, content);
  }

  /** The body as text. */
  public String text() {
    return new String(body, UTF_8);
  }
}
