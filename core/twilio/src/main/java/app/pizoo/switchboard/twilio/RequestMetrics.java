package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.Metrics;
import java.util.concurrent.atomic.LongAdder;

/** Counts and times requests to Twilio by outcome, and notices outages. */
final class RequestMetrics {
  private final Metrics.Counter outcomes;
  private final Metrics.Timer duration;
  private final LongAdder running = new LongAdder();
  private final Outage outage;

  RequestMetrics(Metrics metrics, Outage outage) {
    this.outage = outage;
    outcomes =
        metrics.counter(
            "twilio_requests",
            "Requests to Twilio's REST API by outcome: ok, credentials (401), refused (other 4xx),"
                + " busy (429), failed (5xx), unreachable (nothing was sent), unanswered (no"
                + " response)",
            "outcome");
    duration =
        metrics.timer(
            "twilio_request", "Duration of requests to Twilio's REST API, retries included");
    metrics.gauge(
        "twilio_requests_running", "Requests to Twilio's REST API in flight", running::doubleValue);
  }

  Running start() {
    return new Running();
  }

  /** One request, retries included. */
  final class Running implements AutoCloseable {
    private final long start = System.nanoTime();

    private Running() {
      running.increment();
    }

    void responded(int status) {
      String outcome = outcome(status);
      outcomes.add(outcome);
      switch (outcome) {
        case "credentials" -> outage.begin("it refuses the credentials");
        case "failed" -> outage.begin("it fails with status " + status);
        default -> outage.end();
      }
    }

    private static String outcome(int status) {
      if (status < 400) {
        return "ok";
      }
      return switch (status) {
        case 401 -> "credentials";
        case 429 -> "busy";
        default -> status < 500 ? "refused" : "failed";
      };
    }

    void unreachable() {
      outcomes.add("unreachable");
      outage.begin("it cannot be reached");
    }

    void noResponse() {
      outcomes.add("unanswered");
      outage.begin("it does not respond");
    }

    @Override
    public void close() {
      running.decrement();
      duration.record(System.nanoTime() - start);
    }
  }
}
