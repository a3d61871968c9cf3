package app.pizoo.switchboard.twilio;

import com.twilio.http.HttpClient;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.verify.v2.service.Verification;
import java.util.Optional;

/**
 * Loads the classes that the first request needs, above all the SDK with its JSON library, which
 * take a quarter of a second. Sends nothing.
 */
final class WarmUp {
  private WarmUp() {}

  static void run(TwilioAccount account) {
    account
        .accessTokens()
        .voice("warm_up", new AccessTokens.VoiceGrant(Optional.empty(), true, Optional.empty()));
    account.countries().allow(PhoneNumber.parse("+12025550123", "warm-up"));
    TwilioRestClient rest =
        new RestClient(new TwilioRestClient.Builder("SK", "none").httpClient(new Canned()));
    Verification.creator("VA", "+12025550123", "sms").create(rest);
  }

  /** Responds like Twilio. */
  private static final class Canned extends HttpClient {
    @Override
    public Response makeRequest(com.twilio.http.Request request) {
      request.encodeFormBody();
      request.getAuthString();
      return new Response("{\"sid\":\"VE\",\"status\":\"pending\"}", 201);
    }
  }
}
