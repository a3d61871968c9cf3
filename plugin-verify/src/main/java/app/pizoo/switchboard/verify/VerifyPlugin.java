package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Started;

/** Wires the plugin. */
public final class VerifyPlugin implements Plugin {
  @Override
  public PluginInfo info() {
    return new PluginInfo(
        "verify", "verification of phone numbers and mail addresses by one-time codes");
  }

  @Override
  public Started start(PluginContext context) {
    throw new UnsupportedOperationException();
  }
}
