package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Problem;
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
 * Carries the requests of one call for the SDK, in place of its own client, which repeats every
 * request that was answered with 5xx. Repeated here is only what certainly had no effect: a request
 * that found no connection, or that Twilio turned away unprocessed (429 with code 20429).
 *
 * <p>Used by one thread; made anew for each call, since the SDK's exceptions lose what is
 * remembered here: the status and how long to wait.
 */
final class RestExchange extends HttpClient {
  /** Turned away unprocessed, because too many requests were being made. */
  static final int TOO_MANY_REQUESTS = 20429;

  private static final int MAX_TRIES = 4;
  private static final Pattern VERIFY_START =
      Pattern.compile("https?://verify\\.[^/]*/v2/Services/[^/]+/Verifications");

  private final Wire wire;
  private final RetryPolicy patience;
  private final RequestMetrics metrics;
  private Answer last = Answer.NONE;

  RestExchange(Wire wire, RetryPolicy patience, RequestMetrics metrics) {
    this.wire = wire;
    this.patience = patience;
    this.metrics = metrics;
  }

  /** What is known of the last answer. */
  Answer last() {
    return last;
  }

  /**
   * How a request was answered.
   *
   * @param status HTTP status; 0 if there was no answer
   * @param retryAfter what the answer said; zero if nothing
   * @param changing whether the request asked for more than to be told something
   * @param verifyStart whether it was to start a verification, where too many requests can be those
   *     for one number
   */
  record Answer(int status, Duration retryAfter, boolean changing, boolean verifyStart) {
    static final Answer NONE = new Answer(0, Duration.ZERO, false, false);
  }

  /** Without the SDK's repetitions, and without keeping request and response. */
  @Override
  public Response reliableRequest(Request request) {
    return makeRequest(request);
  }

  @Override
  public Response makeRequest(Request request) {
    boolean changing = request.getMethod() != HttpMethod.GET;
    boolean verifyStart = changing && VERIFY_START.matcher(request.getUrl()).matches();
    last = new Answer(0, Duration.ZERO, changing, verifyStart);
    try (RequestMetrics.Running running = metrics.start()) {
      return carry(request, running);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TwilioProblems.noAnswer(e, changing);
    }
  }

  private Response carry(Request request, RequestMetrics.Running running)
      throws InterruptedException {
    HttpRequest outgoing = translate(request);
    RetryPolicy.Deadline deadline = patience.start();
    for (int tries = 1; ; tries++) {
      try {
        HttpResponse<byte[]> answer = wire.send(outgoing, deadline.left());
        last =
            new Answer(
                answer.statusCode(),
                RetryAfter.of(answer.headers()),
                last.changing(),
                last.verifyStart());
        boolean again = tries < mostTries() && wasTurnedAway(answer);
        if (!again || !deadline.await(tries, last.retryAfter())) {
          running.answered(answer.statusCode());
          mustBeObject(answer);
          return new Response(new ByteArrayInputStream(answer.body()), answer.statusCode());
        }
      } catch (ConnectException | HttpConnectTimeoutException e) {
        if (tries == mostTries() || !deadline.await(tries, Duration.ZERO)) {
          running.unreachable();
          throw TwilioProblems.unreachable(e);
        }
      } catch (IOException | TimeoutException e) {
        running.unanswered();
        throw TwilioProblems.noAnswer(e, last.changing());
      }
    }
  }

  /** Other JSON would become a null in the SDK, and an error far from here. */
  private void mustBeObject(HttpResponse<byte[]> answer) {
    byte[] body = answer.body();
    if (answer.statusCode() < 300 && body.length > 0 && body[0] != '{') {
      throw TwilioProblems.unreadable(last);
    }
  }

  private int mostTries() {
    return last.verifyStart() ? 2 : MAX_TRIES;
  }

  private static boolean wasTurnedAway(HttpResponse<byte[]> answer) {
    return answer.statusCode() == 429 && code(answer.body()) == TOO_MANY_REQUESTS;
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
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(wire.target(request.constructURL().toString()));
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
