package app.pizoo.switchboard.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a request, as a value. Successes only: failures are {@link Problem}s.
 *
 * @param status HTTP status, 200 to 399
 * @param headers header fields besides those the kernel sets
 * @param body bytes, empty for none
 */
public record Response(int status, Map<String, String> headers, byte[] body) {

  public Response {
    headers = Map.copyOf(headers);
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

  /** A copy with a header field. */
  public Response withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }

  /** The body as text. */
  public String text() {
    return new String(body, UTF_8);
  }
}
