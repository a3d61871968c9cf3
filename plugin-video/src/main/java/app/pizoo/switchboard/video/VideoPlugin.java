package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Started;

/** Wires the plugin. */
public final class VideoPlugin implements Plugin {
  @Override
  public PluginInfo info() {
    return new PluginInfo("video", "video rooms in the browser");
  }

  @Override
  public Started start(PluginContext context) {
    throw new UnsupportedOperationException();
  }
}
