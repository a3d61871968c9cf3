package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.webserver.http.ServerRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request with its whole body.
 *
 * @param method GET, POST, DELETE
 * @param path the raw path
 * @param variables the decoded values of the template's variables
 * @param query the query parameters
 * @param form the form parameters; empty for other bodies
 * @param body the raw body
 * @param headers the headers by lower-case name
 */
public record BoxRequest(
    String method,
    String path,
    Map<String, String> variables,
    Parameters query,
    Parameters form,
    byte[] body,
    Map<String, String> headers) {

  /**
   * Reads a request.
   *
   * @throws TwilioError if the query or form is malformed
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
          Parameters.parse(request.query().rawValue()),
          form ? Parameters.parse(new String(body, UTF_8)) : Parameters.none(),
          body,
          headers);
    } catch (IllegalArgumentException e) {
      throw new TwilioError(400, 20001, "Invalid percent escape");
    }
  }

  /** Returns the value of a template variable. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route has no variable  " + name);
    }
    return value;
  }
}
