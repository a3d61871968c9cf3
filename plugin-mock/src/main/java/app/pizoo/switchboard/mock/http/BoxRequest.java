package app.pizoo.switchboard.mock.http;

import java.util.Map;

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

  /** What stood in the place of a variable of the template. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no variable of that name: " + name);
    }
    return value;
  }
}
