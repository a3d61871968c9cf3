package app.pizoo.switchboard.twilio;

import com.twilio.exception.ApiException;
import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import java.util.Optional;
import java.util.function.Function;

/** Runs each call in its own {@link RestExchange} over shared connections. */
final class PooledClient implements TwilioClient {
  private final Credentials credentials;
  private final Optional<String> region;
  private final Optional<String> edge;
  private final HttpConnections connections;
  private final RetryPolicy retryPolicy;
  private final RequestMetrics metrics;
  private final TwilioProblems problems;

  PooledClient(
      Credentials credentials,
      Optional<String> region,
      Optional<String> edge,
      HttpConnections connections,
      RetryPolicy retryPolicy,
      RequestMetrics metrics,
      TwilioProblems problems) {
    this.credentials = credentials;
    this.region = region;
    this.edge = edge;
    this.connections = connections;
    this.retryPolicy = retryPolicy;
    this.metrics = metrics;
    this.problems = problems;
  }

  @Override
  public <T> T call(Function<TwilioRestClient, T> request) {
    RestExchange exchange = new RestExchange(connections, retryPolicy, metrics);
    TwilioRestClient.Builder builder =
        new TwilioRestClient.Builder(credentials.keySid(), credentials.keySecret())
            .accountSid(credentials.accountSid())
            .httpClient(exchange);
    region.ifPresent(builder::region);
    edge.ifPresent(builder::edge);
    try {
      return request.apply(new RestClient(builder));
    } catch (ApiException e) {
      throw problems.refused(e, exchange.last());
    } catch (TwilioException e) {
      throw TwilioProblems.unreadable(exchange.last());
    }
  }
}
