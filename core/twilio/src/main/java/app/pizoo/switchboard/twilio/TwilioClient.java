package app.pizoo.switchboard.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import java.util.Optional;
import java.util.function.Function;

/** Calls Twilio's REST API through the SDK, over our own connection pool. */
public interface TwilioClient {

  /**
   * Sends one request and waits for the response.
   *
   * <p>A gateway catches {@link com.twilio.exception.ApiException} inside {@code request} for codes
   * that it does not treat as failures; all others become a {@link
   * app.pizoo.switchboard.spi.http.Problem} by Twilio's error code. A POST is never retried, except
   * after a 429 that says Twilio did not process it.
   *
   * @throws app.pizoo.switchboard.spi.http.Problem for every failure; caused by {@link
   *     OutcomeUnknown} if it is unknown whether Twilio carried the request out
   */
  <T> T call(Function<TwilioRestClient, T> request);

  /**
   * Fetches a resource that may not exist; Twilio's error 20404 means "not found".
   *
   * @return empty if it does not exist
   * @throws app.pizoo.switchboard.spi.http.Problem for every other failure
   */
  default <T> Optional<T> find(Function<TwilioRestClient, T> request) {
    return call(rest -> {
      try {
        return Optional.of(request.apply(rest));
      } catch (ApiException e) {
        if (Integer.valueOf(20404).equals(e.getCode())) {
          return Optional.empty();
        }
        throw e;
      }
    });
  }
}
