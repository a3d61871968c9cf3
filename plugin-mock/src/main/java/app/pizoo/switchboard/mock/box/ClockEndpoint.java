package app.pizoo.switchboard.mock.box;

import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import jakarta.json.JsonObject;
import java.time.Duration;

/** Lets programs on this machine read and advance the box's clock and hold its timers. */
public final class ClockEndpoint implements BoxProduct {
  private static final int MAX_SECONDS = 366 * 24 * 3600;

  private final BoxClock clock;

  /** Takes the box's clock. */
  public ClockEndpoint(BoxClock clock) {
    this.clock = clock;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/clock", _ -> show());
    routes.open("POST", "/box/clock", this::change);
  }

  private BoxResponse show() {
    return BoxResponse.ok(
        JsonBody.object()
            .put("now", clock.instant())
            .put("run_timers", !clock.holdsTimers())
            .build());
  }

  private BoxResponse change(BoxRequest request) {
    try {
      JsonObject wanted = JsonFields.parse(request.body()).object();
      int seconds = wanted.getInt("advance_seconds", 0);
      if (seconds < 0 || seconds > MAX_SECONDS) {
        throw TwilioError.invalid("advance_seconds");
      }
      if (wanted.containsKey("run_timers")) {
        setTimers(wanted.getBoolean("run_timers"));
      }
      clock.advance(Duration.ofSeconds(seconds));
      return show();
    } catch (Problem | ClassCastException e) {
      throw TwilioError.invalid("advance_seconds");
    }
  }

  private void setTimers(boolean run) {
    if (run) {
      clock.runTimers();
    } else {
      clock.holdTimers();
    }
  }
}
