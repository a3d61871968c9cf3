package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param headers headers by name
 * @param body writes the body
 */
public record BoxReply(int status, Map<String, String> headers, Body body) {

  /** A body: bytes, or written as it goes. */
  public sealed interface Body {}

  /** A body that is there as a whole. */
  public record Bytes(byte[] bytes) implements Body {}

  /** A body that is written until the writer returns or the reader leaves. */
  public record Stream(Writer writer) implements Body {}

  /** A body of which only the first half arrives. */
  public record Cut(byte[] bytes) implements Body {}

  /** Writes a body. */
  public interface Writer {
    /** Writes all of it; an exception means that the reader left. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** 200 with JSON. */
  public static BoxReply ok(JsonObject json) {
    return json(200, json);
  }

  /** 201 with JSON. */
  public static BoxReply created(JsonObject json) {
    return json(201, json);
  }

  /** JSON with any status. */
  public static BoxReply json(int status, JsonObject json) {
    return bytes(status, "application/json", json.toString().getBytes(UTF_8));
  }

  /** 204 without a body. */
  public static BoxReply noContent() {
    return new BoxReply(204, Map.of(), new Bytes(new byte[0]));
  }

  /** Bytes of a media type. */
  public static BoxReply bytes(int status, String contentType, byte[] bytes) {
    return new BoxReply(status, Map.of("Content-Type", contentType), new Bytes(bytes));
  }

  /** A body written as it goes, such as server-sent events. */
  public static BoxReply stream(String contentType, Writer writer) {
    return new BoxReply(200, Map.of("Content-Type", contentType), new Stream(writer));
  }

  /** A copy with one more header. */
  public BoxReply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new BoxReply(status, Map.copyOf(more), body);
  }

  /** A copy whose body breaks off in the middle. */
  public BoxReply cut() {
    byte[] whole = body instanceof Bytes(byte[] bytes) ? bytes : new byte[0];
    return new BoxReply(status, headers, new Cut(whole));
  }
}
