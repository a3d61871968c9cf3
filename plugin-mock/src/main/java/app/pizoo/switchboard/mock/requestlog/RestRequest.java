package app.pizoo.switchboard.mock.requestlog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request that a program made to the emulated REST API.
 *
 * @param host Twilio's host name, such as {@code verify.twilio.com}; empty if the request named
 *     none
 * @param method GET, POST, DELETE
 * @param path the raw path
 * @param query the values of each query parameter
 * @param form the values of each form parameter
 * @param status HTTP status of the response; empty while the request is in flight or if a fault cut
 *     the connection before the response
 * @param concurrent how many requests were in flight when it arrived, including itself
 */
public record RestRequest(
    Optional<String> host,
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> form,
    OptionalInt status,
    int concurrent) {

  @Override
  public String toString() {
    return "RestRequest[" + method + " " + path + ", " + status + "]";
  }
}
