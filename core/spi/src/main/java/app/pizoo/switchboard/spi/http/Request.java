package app.pizoo.switchboard.spi.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, as a value: bounded and not yet interpreted.
 *
 * @param method upper-case method
 * @param path decoded path that the route matched
 * @param url the URL that the client requested, byte for byte: public address or trusted proxy
 *     headers, raw path, raw query; webhook signatures are computed over it
 * @param pathParameters decoded values of the {@code {name}} segments
 * @param headers header fields
 * @param body raw bytes, empty if there are none or the route streams them
 * @param remoteAddress the client's IP address, also behind trusted proxies
 * @param id the request id, also in the log and in the response's {@code X-Request-Id}
 * @param caller who sent it; anonymous until the guard has admitted it
 * @param bodyStream the body to read once, on the handler's thread; on a streamed route it arrives
 *     meanwhile, and reading throws a {@link Problem} if it is too large or too slow
 */
public record Request(
    String method,
    String path,
    String url,
    Map<String, String> pathParameters,
    Headers headers,
    byte[] body,
    String remoteAddress,
    String id,
    Caller caller,
    InputStream bodyStream) {

  public Request {
    pathParameters = Map.copyOf(pathParameters);
  }

  /** A request whose body is in memory. */
  public Request(
      String method,
      String path,
      String url,
      Map<String, String> pathParameters,
      Headers headers,
      byte[] body,
      String remoteAddress,
      String id,
      Caller caller) {
    this(
        method,
        path,
        url,
        pathParameters,
        headers,
        body,
        remoteAddress,
        id,
        caller,
        new ByteArrayInputStream(body));
  }

  /**
   * A request without headers and body, from loopback; for tests, and as a start for the methods
   * that copy.
   */
  public static Request of(String method, String url) {
    int authority = url.indexOf("://") + 3;
    int slash = url.indexOf('/', authority);
    String target = slash < 0 ? "/" : url.substring(slash);
    String path = target.split("[?#]", 2)[0];
    return new Request(
        method,
        path,
        url,
        Map.of(),
        Headers.none(),
        new byte[0],
        "127.0.0.1",
        "test",
        Caller.anonymous());
  }

  /** A copy as the guard admitted it. */
  public Request from(Caller admitted) {
    return new Request(
        method, path, url, pathParameters, headers, body, remoteAddress, id, admitted, bodyStream);
  }

  /** A copy whose body arrives while the handler reads it. */
  public Request withBodyStream(InputStream stream) {
    return new Request(
        method, path, url, pathParameters, headers, body, remoteAddress, id, caller, stream);
  }

  /** A copy with a header field. */
  public Request withHeader(String name, String value) {
    return new Request(
        method,
        path,
        url,
        pathParameters,
        headers.with(name, value),
        body,
        remoteAddress,
        id,
        caller,
        bodyStream);
  }

  /** A copy with a body, whose type the headers name already. */
  public Request withBytes(byte[] bytes) {
    return bytes.length == 0
        ? this
        : new Request(method, path, url, pathParameters, headers, bytes, remoteAddress, id, caller);
  }

  /** A copy with a body. */
  public Request withBody(String contentType, byte[] bytes) {
    Headers typed = headers.with("Content-Type", contentType);
    return new Request(method, path, url, pathParameters, typed, bytes, remoteAddress, id, caller);
  }

  /** The value of a {@code {name}} segment of the route's path. */
  public String pathParameter(String name) {
    return Optional.ofNullable(pathParameters.get(name))
        .orElseThrow(() -> new IllegalArgumentException("the route has no {" + name + "}"));
  }

  /** The query's parameters; repeated names keep all values. */
  public Parameters query() {
    int mark = url.indexOf('?');
    return mark < 0 ? Parameters.none() : Parameters.parse(url.substring(mark + 1), "query");
  }

  /**
   * The body as a form.
   *
   * @throws Problem if it is not an {@code application/x-www-form-urlencoded} form, or badly
   *     encoded
   */
  public Parameters form() {
    mustHaveType("application/x-www-form-urlencoded");
    return Parameters.parse(new String(body, ISO_8859_1), "body");
  }

  /**
   * The body as a JSON object.
   *
   * @throws Problem if it is not a strict JSON object: duplicate keys, deep nesting, too many
   *     values, invalid UTF-8
   */
  public JsonFields json() {
    mustHaveType("application/json");
    return JsonFields.parse(body);
  }

  /** Whether the body has this media type; parameters of the type are ignored. */
  public boolean hasType(String mediaType) {
    List<String> types = headers.all("Content-Type");
    if (types.size() != 1) {
      return false;
    }
    String type = types.getFirst();
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters))
        .strip()
        .equalsIgnoreCase(mediaType);
  }

  private void mustHaveType(String mediaType) {
    if (!hasType(mediaType)) {
      throw Problem.of(ProblemCode.MEDIA_TYPE_UNSUPPORTED, "send the body as " + mediaType);
    }
  }

  /** Leaves out everything that can hold personal data or secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
