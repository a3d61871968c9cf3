package com.example.notes;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginDescription;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Schema;
import java.time.Duration;
import java.util.List;

/** Declares what the plugin consists of, and wires it. */
public final class NotesPlugin implements Plugin {
  @Override
  public PluginInfo info() {
    return new PluginInfo("notes", "notes that users keep");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(NotesSettings.MAX_LENGTH);
  }

  @Override
  public Schema schema() {
    return NotesSchema.SCHEMA;
  }

  @Override
  public List<RateLimit> rateLimits() {
    return NotesRateLimits.ALL;
  }

  @Override
  public List<ProblemCode> problemCodes() {
    return List.of(NotesService.NOTE_TOO_LONG);
  }

  @Override
  public int erase(Erasure erasure) {
    return erasure.sql().update("DELETE FROM notes WHERE author = ?", erasure.subject());
  }

  @Override
  public RunningPlugin start(PluginContext context) {
    NotesService service =
        new NotesService(
            context.database(),
            context.inbox(),
            new NotesRateLimits(context.rateLimits()),
            new NotesMetrics(context.metrics()),
            context.clock(),
            context.settings().get(NotesSettings.MAX_LENGTH));
    NotesRoutes routes = new NotesRoutes(service, context.guards());
    return RunningPlugin.builder()
        .routes(routes::register)
        .onEvent(NoteEvent.CODEC, service::handle)
        .scheduledTasks(
            List.of(
                new ScheduledTask(
                    "removing old notes",
                    Duration.ofHours(1),
                    () -> service.removeOld(context.retention()))))
        .description(
            PluginDescription.of(
                NotesPlugin.class.getResourceAsStream("openapi.yaml"),
                "curl {api}/api/notes -H \"Authorization: Bearer $({switchboard} token user123)\""))
        .build();
  }
}
