package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.twilio.TwilioClient;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.util.function.Function;

/**
 * A client of Twilio that sends nothing and gets one response to every request: for responses that
 * neither Twilio nor the box gives. The SDK's exceptions reach the caller.
 *
 * @param status HTTP status
 * @param body JSON
 */
public record CannedTwilioClient(int status, String body) implements TwilioClient {
  @Override
  public <T> T call(Function<TwilioRestClient, T> request) {
    HttpClient http =
        new HttpClient() {
          @Override
          public Response makeRequest(Request ignored) {
            return new Response(body, status);
          }
        };
    return request.apply(
        new TwilioRestClient.Builder("SK" + "0".repeat(32), "secret")
            .accountSid("AC" + "0".repeat(32))
            .httpClient(http)
            .build());
  }
}
