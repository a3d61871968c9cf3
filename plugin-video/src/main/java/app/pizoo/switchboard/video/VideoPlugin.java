package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Chore;
import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Schema;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.Started;
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
  public List<LimitRule> limits() {
    return VideoLimits.RULES;
  }

  @Override
  public int erase(Erasure erasure) {
    return Rooms.erase(erasure);
  }

  @Override
  public Started start(PluginContext context) {
    TwilioAccount account = context.shared(TwilioAccount.class);
    Rooms rooms = new Rooms(context.database(), context.fingerprints(), context.clock());
    VideoService service =
        new VideoService(
            account.accessTokens(),
            context.permissions(),
            new VideoLimits(context.limits()),
            context.settings().get(VideoSettings.ROOMS),
            new VideoGateway(
                account.client(),
                context.publicUrl(),
                context.settings().get(VideoSettings.ROOM_SIZE)),
            rooms,
            context.inbox(),
            new VideoEvents(context.metrics()));
    return new VideoRoutes(
        service,
        rooms,
        context.guards(),
        account.signed(),
        account.signalingUrl(),
        List.of(
            new Chore("asking for rooms", Duration.ofMinutes(1), service::reconcile),
            new Chore(
                "removing old rooms",
                Duration.ofHours(1),
                () -> rooms.sweep(context.retention()))));
  }
}
