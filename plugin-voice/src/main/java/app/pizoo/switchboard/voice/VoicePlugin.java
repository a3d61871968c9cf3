package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Started;

/** Wires the plugin. */
public final class VoicePlugin implements Plugin {
  @Override
  public PluginInfo info() {
    return new PluginInfo("voice", "voice calls in the browser and to phones");
  }

  @Override
  public Started start(PluginContext context) {
    throw new UnsupportedOperationException();
  }
}
