package app.pizoo.switchboard.twilio;

import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;

/** The SDK's client without its logging, which would write queries and headers to the log. */
final class RestClient extends TwilioRestClient {
  RestClient(TwilioRestClient.Builder builder) {
    super(builder);
  }

  @Override
  public void logRequest(Request request) {}
}
