package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.twilio.OutcomeUnknown;
import app.pizoo.switchboard.twilio.TwilioClient;
import com.twilio.exception.ApiConnectionException;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** The real SDK over answers made up by the test. */
final class CannedTwilio implements TwilioClient {
  final Queue<Map<String, List<String>>> requests = new ConcurrentLinkedQueue<>();
  private volatile Function<Request, Response> answers;

  CannedTwilio(Function<Request, Response> answers) {
    this.answers = answers;
  }

  void answer(Function<Request, Response> next) {
    answers = next;
  }

  static Response started(String sid) {
    return new Response("{\"sid\":\"%s\",\"status\":\"pending\"}".formatted(sid), 201);
  }

  static Response checked(String status) {
    return new Response("{\"sid\":\"VE1\",\"status\":\"%s\"}".formatted(status), 200);
  }

  static Response error(int status, int code) {
    return new Response(
        "{\"code\":%d,\"message\":\"m\",\"more_info\":\"i\",\"status\":%d}".formatted(code, status),
        status);
  }

  /** No answer came. */
  static Response silence() {
    throw new ApiConnectionException("no answer");
  }

  @Override
  public <T> T call(Function<TwilioRestClient, T> request) {
    TwilioRestClient rest =
        new TwilioRestClient.Builder("AC1", "secret").httpClient(new Edge()).build();
    try {
      return request.apply(rest);
    } catch (ApiConnectionException e) {
      throw Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "unknown")
          .causedBy(new OutcomeUnknown("no answer", e));
    } catch (ApiException e) {
      throw Problem.of(ProblemCode.CHANNEL_UNAVAILABLE, "refused with " + e.getCode());
    }
  }

  private final class Edge extends HttpClient {
    @Override
    public Response makeRequest(Request request) {
      requests.add(Map.copyOf(request.getPostParams()));
      return answers.apply(request);
    }
  }
}
