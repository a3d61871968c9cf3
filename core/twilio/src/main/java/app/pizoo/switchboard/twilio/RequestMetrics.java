package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.Metrics;
import java.util.concurrent.atomic.LongAdder;

/** Counts and times requests to Twilio by outcome. */
final class RequestMetrics {
  private final Metrics.Counter outcomes;
  private final Metrics.Timer duration;
  private final LongAdder running = new LongAdder();

  RequestMetrics(Metrics metrics) {
    outcomes =
        metrics.counter(
            "twilio_requests",
            "Requests to Twilio's REST API by outcome: ok, refused (4xx), busy (429), failed (5xx),"
                + " unreachable (nothing was sent), unanswered (no response)",
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
      outcomes.add(
          status < 400 ? "ok" : status == 429 ? "busy" : status < 500 ? "refused" : "failed");
    }

    void unreachable() {
      outcomes.add("unreachable");
    }

    void noResponse() {
      outcomes.add("unanswered");
    }

    @Override
    public void close() {
      running.decrement();
      duration.record(System.nanoTime() - start);
    }
  }
}
