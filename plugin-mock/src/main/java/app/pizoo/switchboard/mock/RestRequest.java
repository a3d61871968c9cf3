package app.pizoo.switchboard.mock;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A request that a program made to Twilio's REST API.
 *
 * @param method GET, POST, DELETE
 * @param path the path as it arrived
 * @param query the values of each name in the query
 * @param form the values of each name in the form
 * @param status what it was answered; empty while it is under way, and where the connection was cut
 *     before the answer
 * @param atOnce how many requests were under way when it came, itself counted
 */
public record RestRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> form,
    OptionalInt status,
    int atOnce) {

  @Override
  public String toString() {
    return "RestRequest[" + method + " " + path + ", " + status + "]";
  }
}
