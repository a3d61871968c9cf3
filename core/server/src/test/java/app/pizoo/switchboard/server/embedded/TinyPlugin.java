package app.pizoo.switchboard.server.embedded;

import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.storage.Schema;
import java.util.List;
import java.util.function.Function;

/** A plugin for the kernel's own tests that consists of what a test gives it. */
public record TinyPlugin(
    String id,
    List<RateLimit> rateLimits,
    Schema schema,
    Function<PluginContext, RunningPlugin> starter)
    implements Plugin {

  /** A plugin that contributes nothing. */
  public static TinyPlugin of(String id) {
    return new TinyPlugin(id, List.of(), Schema.none(), context -> RunningPlugin.builder().build());
  }

  /** A copy with rate limits. */
  public TinyPlugin limiting(RateLimit... limits) {
    return new TinyPlugin(id, List.of(limits), schema, starter);
  }

  /** A copy with one migration. */
  public TinyPlugin storing(String... statements) {
    return new TinyPlugin(
        id, rateLimits, Schema.of(new Schema.Migration(1, "things", List.of(statements))), starter);
  }

  /** A copy that starts in another way. */
  public TinyPlugin starting(Function<PluginContext, RunningPlugin> other) {
    return new TinyPlugin(id, rateLimits, schema, other);
  }

  @Override
  public PluginInfo info() {
    return new PluginInfo(id, "for tests");
  }

  @Override
  public RunningPlugin start(PluginContext context) {
    return starter.apply(context);
  }
}
