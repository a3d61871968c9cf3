package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.spi.Metrics;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Defines the order of the API's filters. */
public final class ApiPipeline {
  private static final int MAX_IN_FLIGHT = 2048;

  private ApiPipeline() {}

  /**
   * The settings of the API's listener.
   *
   * @param publicUrl the address at which clients reach the server, if configured
   * @param trusted proxies whose headers count
   * @param origins pages that may call from the browser
   */
  public record Trust(
      Optional<URI> publicUrl, List<AddressRange> trusted, Optional<Origins> origins) {}

  /** Opens the API's listener. */
  public static ApiListener open(
      ListenerOptions options, Trust trust, RouteTable routes, MetricsRegistry registry) {
    Metrics metrics = registry.standard();
    InFlight inFlight = new InFlight(MAX_IN_FLIGHT);
    metrics.gauge("http_server_active_requests", "Requests in flight", inFlight::count);
    List<Filter> filters = new ArrayList<>();
    // Outermost, so that it sees every response as the client does.
    filters.add(new AccessLog(metrics));
    // Around the problems, so that pages may read refusals too.
    filters.add(new Cors(trust.origins(), routes));
    // Around the problems, which name their codes.
    routes.observed().ifPresent(filters::add);
    // Turns every exception from behind it into a response.
    filters.add(Problems::filter);
    // Innermost, so that preflights and invalid requests do not count.
    filters.add(inFlight);
    Addresses addresses =
        new Addresses(trust.publicUrl(), trust.trusted(), options.tls().isPresent());
    BodyBudget budget = new BodyBudget(Runtime.getRuntime().maxMemory());
    ApiListener listener =
        new ApiListener(
            options,
            routes.maxBodyBytes(),
            Filter.chain(filters, new RouteStep(routes, addresses, budget)));
    registry.gauge("connections", "Open connections of the API", listener::connections);
    registry.gauge(
        "connections_max", "Connections that the API accepts at once", options::maxConnections);
    return listener;
  }
}
