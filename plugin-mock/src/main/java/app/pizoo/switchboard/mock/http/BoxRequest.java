package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.webserver.http.ServerRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read whole.
 *
 * @param method GET, POST, DELETE
 * @param path the path as it arrived
 * @param variables what stood in the place of the template's variables, decoded
 * @param query the query
 * @param form the form of the body, empty for other bodies
 * @param body the raw body
 * @param headers headers by lower-case name
 */
public record BoxRequest(
    String method,
    String path,
    Map<String, String> variables,
    Params query,
    Params form,
    byte[] body,
    Map<String, String> headers) {

  /**
   * Reads a request.
   *
   * @throws TwilioError if its query or form is broken
   */
  static BoxRequest read(ServerRequest request, Optional<BoxRoutes.Match> match) {
    byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header.get()));
    boolean form =
        headers
            .getOrDefault("content-type", "")
            .toLowerCase(Locale.ROOT)
            .startsWith("application/x-www-form-urlencoded");
    try {
      return new BoxRequest(
          request.prologue().method().text(),
          request.path().rawPath(),
          match.map(BoxRoutes.Match::variables).orElse(Map.of()),
          Params.parse(request.query().rawValue()),
          form ? Params.parse(new String(body, UTF_8)) : Params.none(),
          body,
          headers);
    } catch (IllegalArgumentException e) {
      throw new TwilioError(400, 20001, "Broken percent sequence");
    }
  }

  /** What stood in the place of a variable of the template. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no variable of that name: " + name);
    }
    return value;
  }
}
