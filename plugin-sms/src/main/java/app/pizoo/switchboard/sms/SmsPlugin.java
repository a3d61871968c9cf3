package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Started;

/** Wires the plugin. */
public final class SmsPlugin implements Plugin {
  @Override
  public PluginInfo info() {
    return new PluginInfo("sms", "sending and receiving text messages");
  }

  @Override
  public Started start(PluginContext context) {
    throw new UnsupportedOperationException();
  }
}
