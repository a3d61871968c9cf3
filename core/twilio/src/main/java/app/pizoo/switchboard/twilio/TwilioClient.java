package app.pizoo.switchboard.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import java.util.Optional;
import java.util.function.Function;

/** Speaks to Twilio's REST API through the SDK, on a connection pool of ours. */
public interface TwilioClient {

  /**
   * Makes one request and waits for the answer.
   *
   * <p>A gateway catches {@link com.twilio.exception.ApiException} inside {@code request} for codes
   * that are no failure to it; all others become a {@link app.pizoo.switchboard.spi.Problem} by the
   * tables of Twilio's error codes. A POST is never repeated, except after a 429 that says Twilio
   * did not process it.
   *
   * @throws app.pizoo.switchboard.spi.Problem for every failure; caused by {@link OutcomeUnknown}
   *     if the request may have been carried out and nobody can tell
   */
  <T> T call(Function<TwilioRestClient, T> request);

  /**
   * Asks for something that may be unknown to Twilio: its error 20404, "not found".
   *
   * @return empty if Twilio does not know it
   * @throws app.pizoo.switchboard.spi.Problem for every other failure
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
