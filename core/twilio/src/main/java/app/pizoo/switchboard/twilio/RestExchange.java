package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import com.twilio.constant.EnumConstants.ContentType;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import jakarta.json.JsonNumber;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Sends the requests of one call for the SDK, in place of its own client, which retries every
 * request after a 5xx response. This class retries only requests that certainly had no effect:
 * those that found no connection, and those that Twilio rejected unprocessed (429 with code 20429).
 *
 * <p>Used by one thread. Each call gets a new instance, since the SDK's exceptions lose the status
 * and the {@code Retry-After} that are kept here.
 */
final class RestExchange extends HttpClient {
  /** Twilio rejected the request unprocessed, because there were too many at once. */
  static final int TOO_MANY_REQUESTS = 20429;

  private static final int MAX_ATTEMPTS = 4;
  private static final Pattern VERIFY_START =
      Pattern.compile("https?://verify\\.[^/]*/v2/Services/[^/]+/Verifications");

  private final HttpConnections connections;
  private final RetryPolicy retryPolicy;
  private final RequestMetrics metrics;
  private LastResponse last = LastResponse.NONE;

  RestExchange(HttpConnections connections, RetryPolicy retryPolicy, RequestMetrics metrics) {
    this.connections = connections;
    this.retryPolicy = retryPolicy;
    this.metrics = metrics;
  }

  /** The last response. */
  LastResponse last() {
    return last;
  }

  /**
   * What is kept of a response.
   *
   * @param status HTTP status; 0 if there was no response
   * @param retryAfter zero if the response has none
   * @param changing whether the request can change something, unlike a GET
   * @param verifyStart whether the request starts a verification, where "too many requests" can
   *     mean those for one number
   */
  record LastResponse(int status, Duration retryAfter, boolean changing, boolean verifyStart) {
    static final LastResponse NONE = new LastResponse(0, Duration.ZERO, false, false);
  }

  /** Sends without the SDK's retries, and without keeping request and response. */
  @Override
  public Response reliableRequest(Request request) {
    return makeRequest(request);
  }

  @Override
  public Response makeRequest(Request request) {
    boolean changing = request.getMethod() != HttpMethod.GET;
    boolean verifyStart = changing && VERIFY_START.matcher(request.getUrl()).matches();
    last = new LastResponse(0, Duration.ZERO, changing, verifyStart);
    try (RequestMetrics.Running running = metrics.start()) {
      return sendWithRetries(request, running);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TwilioProblems.noResponse(e, changing);
    }
  }

  private Response sendWithRetries(Request request, RequestMetrics.Running running)
      throws InterruptedException {
    HttpRequest outgoing = translate(request);
    RetryPolicy.Deadline deadline = retryPolicy.start();
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> response = connections.send(outgoing, deadline.remaining());
        last =
            new LastResponse(
                response.statusCode(),
                RetryAfter.of(response.headers()),
                last.changing(),
                last.verifyStart());
        boolean retry = attempt < maxAttempts() && wasThrottled(response);
        if (!retry || !deadline.awaitRetry(attempt, last.retryAfter())) {
          running.responded(response.statusCode());
          requireReadable(response);
          return new Response(new ByteArrayInputStream(response.body()), response.statusCode());
        }
      } catch (ConnectException | HttpConnectTimeoutException e) {
        if (attempt == maxAttempts() || !deadline.awaitRetry(attempt, Duration.ZERO)) {
          running.unreachable();
          throw TwilioProblems.unreachable(e);
        }
      } catch (IOException | TimeoutException e) {
        running.noResponse();
        throw TwilioProblems.noResponse(e, last.changing());
      }
    }
  }

  /**
   * Refuses responses that the SDK would misread: it takes a redirect for a success, and JSON other
   * than an object for null.
   */
  private void requireReadable(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    byte[] body = response.body();
    boolean redirect = status < 200 || (status >= 300 && status < 400);
    if (redirect || (status < 300 && body.length > 0 && body[0] != '{')) {
      throw TwilioProblems.unreadable(last);
    }
  }

  private int maxAttempts() {
    return last.verifyStart() ? 2 : MAX_ATTEMPTS;
  }

  private static boolean wasThrottled(HttpResponse<byte[]> response) {
    return response.statusCode() == 429 && code(response.body()) == TOO_MANY_REQUESTS;
  }

  private static int code(byte[] body) {
    try {
      return JsonFields.parse(body).object().get("code") instanceof JsonNumber code
          ? code.intValue()
          : 0;
    } catch (Problem notTwilios) {
      return 0;
    }
  }

  private HttpRequest translate(Request request) {
    HttpRequest.Builder builder = connections.request(request.constructURL().toString());
    request
        .getHeaderParams()
        .forEach((name, values) -> values.forEach(v -> builder.header(name, v)));
    if (request.requiresAuthentication()) {
      builder.setHeader("Authorization", request.getAuthString());
    }
    builder.setHeader("Accept", "application/json");
    builder.setHeader("User-Agent", "switchboard (twilio-java)");
    return builder.method(request.getMethod().toString(), body(request, builder)).build();
  }

  private static HttpRequest.BodyPublisher body(Request request, HttpRequest.Builder builder) {
    if (request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.DELETE) {
      return BodyPublishers.noBody();
    }
    ContentType type = request.getContentType();
    if (type == ContentType.JSON) {
      builder.setHeader("Content-Type", type.getValue());
      return BodyPublishers.ofString(request.getBody(), UTF_8);
    }
    if (type == ContentType.MULTIPART_FORM_DATA) {
      throw new UnsupportedOperationException("nothing here uploads files to Twilio");
    }
    builder.setHeader("Content-Type", ContentType.FORM_URLENCODED.getValue());
    return BodyPublishers.ofString(request.encodeFormBody(), UTF_8);
  }
}
