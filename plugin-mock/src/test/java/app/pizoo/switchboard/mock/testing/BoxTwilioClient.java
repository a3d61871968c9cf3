package app.pizoo.switchboard.mock.testing;

import app.pizoo.switchboard.mock.TwilioBox;
import com.twilio.http.HttpClient;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.net.URI;

/** Twilio's own client with all requests redirected to a box. */
public final class BoxTwilioClient extends HttpClient {
  private final NetworkHttpClient network = new NetworkHttpClient();
  private final URI box;

  private BoxTwilioClient(URI box) {
    this.box = box;
  }

  /** A client with the account's API key. */
  public static TwilioRestClient of(TwilioBox box) {
    return of(box, box.account().apiKeySid(), box.account().apiKeySecret());
  }

  public static TwilioRestClient of(TwilioBox box, String user, String password) {
    return new TwilioRestClient.Builder(user, password)
        .accountSid(box.account().accountSid())
        .httpClient(new BoxTwilioClient(box.address()))
        .build();
  }

  @Override
  public Response makeRequest(Request request) {
    URI target = URI.create(request.getUrl());
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    Request turned = new Request(request.getMethod(), box + target.getRawPath() + query);
    request
        .getQueryParams()
        .forEach((name, values) -> values.forEach(v -> turned.addQueryParam(name, v)));
    request
        .getPostParams()
        .forEach((name, values) -> values.forEach(v -> turned.addPostParam(name, v)));
    turned.setAuth(request.getUsername(), request.getPassword());
    return network.makeRequest(turned);
  }
}
