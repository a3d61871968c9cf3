package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginDescription;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.twilio.TwilioAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
  public Map<String, String> webhooks() {
    return Map.of("room_status_callback", VideoRoutes.STATUS);
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
    VideoRoutes routes =
        new VideoRoutes(service, context.guards(), account.signed(), account.signalingUrl());
    return RunningPlugin.builder()
        .routes(routes::register)
        .onEvent(VideoService.CODEC, service::handle)
        .scheduledTasks(
            List.of(
                new ScheduledTask("fetching rooms", Duration.ofMinutes(1), service::reconcile),
                new ScheduledTask(
                    "removing old rooms",
                    Duration.ofHours(1),
                    () -> rooms.sweep(context.retention()))))
        .description(description())
        .build();
  }

  private static PluginDescription description() {
    return PluginDescription.of(
        VideoPlugin.class.getResourceAsStream("openapi.yaml"),
        "curl {api}/api/twilio/video/token"
            + " -H \"Authorization: Bearer $({switchboard} token user123)\""
            + " -H 'Content-Type: application/json'"
            + " -d '{\"identity\":\"user123\",\"room\":\"match-abc\"}'");
  }
}
