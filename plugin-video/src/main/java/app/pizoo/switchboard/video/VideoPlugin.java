package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.Schema;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.twilio.TwilioAccount;
import java.time.Duration;
import java.util.List;

/** Wires the plugin. */
public final class VideoPlugin implements Plugin {
  @Override
  public PluginInfo info() {
    return new PluginInfo("video", "video rooms in the browser");
  }

  @Override
  public List<Setting<?>> settings() {
    return VideoSettings.ALL;
  }

  @Override
  public List<Requirement> requirements() {
    return VideoSettings.REQUIREMENTS;
  }

  @Override
  public Schema schema() {
    return VideoSchema.SCHEMA;
  }

  @Override
  public List<RateLimit> rateLimits() {
    return VideoRateLimits.RULES;
  }

  @Override
  public int erase(Erasure erasure) {
    return Rooms.erase(erasure);
  }

  @Override
  public RunningPlugin start(PluginContext context) {
    TwilioAccount account = context.shared(TwilioAccount.class);
    Rooms rooms = new Rooms(context.database(), context.keyedHashes(), context.clock());
    VideoService service =
        new VideoService(
            account.accessTokens(),
            context.permissions(),
            new VideoRateLimits(context.rateLimits()),
            context.settings().get(VideoSettings.ROOMS),
            new VideoGateway(
                account.client(),
                context.publicUrl(),
                context.settings().get(VideoSettings.ROOM_SIZE)),
            rooms,
            context.inbox(),
            new VideoMetrics(context.metrics()));
    return new VideoRoutes(
        service,
        rooms,
        context.guards(),
        account.signed(),
        account.signalingUrl(),
        List.of(
            new ScheduledTask("asking for rooms", Duration.ofMinutes(1), service::reconcile),
            new ScheduledTask(
                "removing old rooms",
                Duration.ofHours(1),
                () -> rooms.sweep(context.retention()))));
  }
}
