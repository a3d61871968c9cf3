package app.pizoo.switchboard.spi.http;

import static java.net.http.HttpClient.Redirect.NEVER;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Calls a service that the operator configures and that responds with JSON, such as the app's
 * backend. A slow, endless or broken response costs at most the timeout and a few kilobytes.
 * Redirects are not followed, so a request never reaches another host. Safe for use by multiple
 * threads.
 */
public final class JsonClient {
  private static final int OK = 200;

  private final URI address;
  private final Duration timeout;
  private final int maxBytes;
  private final HttpSender sender;

  /**
   * Creates a client.
   *
   * @param timeout for the whole exchange, from the connection to the end of the response
   * @param maxBytes the size of the largest response that is accepted
   */
  public JsonClient(URI address, Duration timeout, int maxBytes) {
    this.address = address;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
    this.sender =
        new HttpSender(
            () -> HttpClient.newBuilder().connectTimeout(timeout).followRedirects(NEVER).build());
  }

  /**
   * What the service responded.
   *
   * @param body empty unless the status is 200
   */
  public record Result(int status, Optional<JsonObject> body) {}

  /**
   * Sends a POST request and waits for the response.
   *
   * @param headers are sent beside the content type
   * @throws IOException if there is no complete response in time (then with a {@link
   *     TimeoutException} as its cause), if it is too large, or if its status is 200 but its body
   *     is not a JSON object
   */
  public Result post(String contentType, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    HttpResponse<byte[]> response;
    try {
      response =
          sender.send(
              request.build(),
              BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes),
              timeout);
    } catch (TimeoutException e) {
      throw new IOException("no complete response", e);
    } catch (IOException e) {
      throw new IOException("no complete response", cause(e));
    }
    return result(response);
  }

  /** Both timeouts look the same to callers. */
  private static Throwable cause(IOException e) {
    return e instanceof HttpTimeoutException late ? new TimeoutException(late.getMessage()) : e;
  }

  private static Result result(HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() != OK) {
      return new Result(response.statusCode(), Optional.empty());
    }
    try {
      return new Result(OK, Optional.of(JsonFields.parse(response.body()).object()));
    } catch (Problem notJson) {
      // A Problem blames the request that is being served; this one is the service's fault.
      throw new IOException("the response is not a JSON object", notJson);
    }
  }
}
