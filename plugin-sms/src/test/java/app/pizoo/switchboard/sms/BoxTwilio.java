package app.pizoo.switchboard.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.twilio.TwilioClient;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Function;

/** The real SDK on its way to a box. */
final class BoxTwilio implements TwilioClient {
  private static final java.net.http.HttpClient CLIENT = java.net.http.HttpClient.newHttpClient();

  private final TwilioBox box;

  BoxTwilio(TwilioBox box) {
    this.box = box;
  }

  @Override
  public <T> T call(Function<TwilioRestClient, T> request) {
    return request.apply(
        new TwilioRestClient.Builder(box.account().apiKeySid(), box.account().apiKeySecret())
            .accountSid(box.account().accountSid())
            .httpClient(new Edge())
            .build());
  }

  private final class Edge extends HttpClient {
    @Override
    public Response makeRequest(Request request) {
      HttpRequest toBox =
          HttpRequest.newBuilder(URI.create(box.address() + request.constructURL().getFile()))
              .header("Authorization", request.getAuthString())
              .header("Content-Type", "application/x-www-form-urlencoded")
              .method(request.getMethod().name(), BodyPublishers.ofString(request.encodeFormBody()))
              .build();
      try {
        HttpResponse<String> answer = CLIENT.send(toBox, BodyHandlers.ofString(UTF_8));
        return new Response(answer.body(), answer.statusCode());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
