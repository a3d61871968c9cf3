package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.StandIn;
import java.util.Set;

/** Offers the box to the kernel. */
public final class BoxStandIn implements StandIn {
  @Override
  public PluginInfo info() {
    return new PluginInfo("box", "a Twilio in a box");
  }

  @Override
  public Set<String> yieldsTo() {
    return Set.of(
        "TWILIO_ACCOUNT_SID", "TWILIO_API_KEY_SID", "TWILIO_API_KEY_SECRET", "TWILIO_AUTH_TOKEN");
  }

  @Override
  public Set<String> supplies() {
    return Set.of(
        "TWILIO_ACCOUNT_SID",
        "TWILIO_API_KEY_SID",
        "TWILIO_API_KEY_SECRET",
        "TWILIO_AUTH_TOKEN",
        "TWILIO_VOICE_APPLICATION_SID",
        "TWILIO_VERIFY_SERVICE_SID",
        "TWILIO_FROM",
        "SWITCHBOARD_TWILIO_BASE_URL");
  }

  @Override
  public Standing start(StandInContext context) {
    throw new UnsupportedOperationException();
  }
}
