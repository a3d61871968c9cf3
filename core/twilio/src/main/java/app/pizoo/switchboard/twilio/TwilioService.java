package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.SharedService;

/** Lends the {@link TwilioAccount}. */
public final class TwilioService implements SharedService {
  @Override
  public PluginInfo info() {
    return new PluginInfo("twilio", "the account at Twilio");
  }

  @Override
  public Lent start(PluginContext context) {
    throw new UnsupportedOperationException();
  }
}
