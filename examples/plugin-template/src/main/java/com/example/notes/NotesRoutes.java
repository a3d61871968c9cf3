package com.example.notes;

import app.pizoo.switchboard.spi.http.Guards;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.http.Routes;
import app.pizoo.switchboard.spi.http.WebAssets;
import jakarta.json.Json;

/** The plugin's HTTP routes. Each names its guard. */
final class NotesRoutes {
  private static final int MAX_TEXT = 10_000;

  private final NotesService service;
  private final Guards guards;
  private final WebAssets assets = WebAssets.of(NotesRoutes.class, "notes");

  NotesRoutes(NotesService service, Guards guards) {
    this.service = service;
    this.guards = guards;
  }

  void register(Routes routes) {
    routes.get("/api/notes", guards.user(), this::list);
    routes.post("/api/notes", guards.user(), this::add);
    routes.post("/api/notes/import", guards.service("notes:write"), this::accept);
    routes.get("/ui/notes/{file}", guards.open(), assets::serve);
  }

  private Response list(Request request) {
    return Response.json(
        Json.createObjectBuilder()
            .add("notes", Json.createArrayBuilder(service.list(request.caller().subject())))
            .build());
  }

  private Response add(Request request) {
    String text = request.json().text("text", MAX_TEXT);
    String id = service.add(request.caller().subject(), text);
    return Response.json(Json.createObjectBuilder().add("id", id).build());
  }

  private Response accept(Request request) {
    JsonFields json = request.json();
    service.accept(
        new NoteEvent(json.text("id", 64), json.text("author", 128), json.text("text", MAX_TEXT)));
    return Response.noContent();
  }
}
