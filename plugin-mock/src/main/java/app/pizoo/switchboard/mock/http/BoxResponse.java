package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP response.
 *
 * @param status HTTP status
 * @param headers the headers by name
 * @param body the body
 */
public record BoxResponse(int status, Map<String, String> headers, Body body) {

  /** A body: bytes or a stream. */
  public sealed interface Body {}

  /** A complete body. */
  public record Bytes(byte[] bytes) implements Body {}

  /** A streamed body. It ends when the writer returns or the client disconnects. */
  public record Stream(Writer writer) implements Body {}

  /** A body of which only the first half is sent. */
  public record Cut(byte[] bytes) implements Body {}

  /** Writes a body. */
  public interface Writer {
    /** Writes the body. An exception means that the client has disconnected. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Returns 200 with JSON. */
  public static BoxResponse ok(JsonObject json) {
    return json(200, json);
  }

  /** Returns 201 with JSON. */
  public static BoxResponse created(JsonObject json) {
    return json(201, json);
  }

  /** Returns JSON with any status. */
  public static BoxResponse json(int status, JsonObject json) {
    return bytes(status, "application/json", json.toString().getBytes(UTF_8));
  }

  /** Returns 204 without a body. */
  public static BoxResponse noContent() {
    return new BoxResponse(204, Map.of(), new Bytes(new byte[0]));
  }

  /** Returns bytes with a media type. */
  public static BoxResponse bytes(int status, String contentType, byte[] bytes) {
    return new BoxResponse(status, Map.of("Content-Type", contentType), new Bytes(bytes));
  }

  /** Returns a streamed body, such as server-sent events. */
  public static BoxResponse stream(String contentType, Writer writer) {
    return new BoxResponse(200, Map.of("Content-Type", contentType), new Stream(writer));
  }

  /** Returns a copy with an additional header. */
  public BoxResponse with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new BoxResponse(status, Map.copyOf(more), body);
  }

  /** Returns a copy whose body breaks off in the middle. */
  public BoxResponse cut() {
    byte[] whole = body instanceof Bytes(byte[] bytes) ? bytes : new byte[0];
    return new BoxResponse(status, headers, new Cut(whole));
  }
}
