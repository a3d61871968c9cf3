package app.pizoo.switchboard.mock.rest;

import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.store.BoundedStore;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.function.Function;

/** Lists, shows, changes and deletes kept resources of the API of 2010. */
public final class KeptRoutes {
  private final String key;
  private final BoundedStore<Kept> store;
  private final Clock clock;
  private final Function<Kept, JsonObject> json;

  /**
   * Takes what the list is called in JSON, where the resources are, the time, and how each is
   * written.
   */
  public KeptRoutes(
      String key, BoundedStore<Kept> store, Clock clock, Function<Kept, JsonObject> json) {
    this.key = key;
    this.store = store;
    this.clock = clock;
    this.json = json;
  }

  /** Adds the routes below a path without its ending. */
  public void register(BoxRoutes routes, String base) {
    routes.twilio("GET", base + ".json", this::list);
    routes.twilio("GET", base + "/{Sid}.json", request -> BoxReply.ok(json.apply(of(request))));
    routes.twilio("POST", base + "/{Sid}.json", this::update);
    routes.twilio("DELETE", base + "/{Sid}.json", this::delete);
  }

  private BoxReply list(BoxRequest request) {
    return Page.of(request, store.newestFirst(kept -> kept.fits(request.query())), Kept::sid, json)
        .classic(key);
  }

  private BoxReply update(BoxRequest request) {
    return BoxReply.ok(json.apply(of(request).apply(request.form(), clock.instant())));
  }

  private BoxReply delete(BoxRequest request) {
    store.remove(of(request).sid());
    return BoxReply.noContent();
  }

  private Kept of(BoxRequest request) {
    return store.find(request.variable("Sid")).orElseThrow(() -> TwilioError.notFound(request));
  }
}
