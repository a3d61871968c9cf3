package app.pizoo.switchboard.mock.rest;

import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.store.BoundedStore;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.function.Function;

/** The list, fetch, update and delete routes of stored resources in the 2010-04-01 API. */
public final class CrudRoutes {
  private final String key;
  private final BoundedStore<StoredResource> store;
  private final Clock clock;
  private final Function<StoredResource, JsonObject> json;

  /** Takes the list's JSON key, the store, the clock and the JSON writer. */
  public CrudRoutes(
      String key,
      BoundedStore<StoredResource> store,
      Clock clock,
      Function<StoredResource, JsonObject> json) {
    this.key = key;
    this.store = store;
    this.clock = clock;
    this.json = json;
  }

  /** Adds the routes below a base path without {@code .json}. */
  public void register(BoxRoutes routes, String base) {
    routes.twilio("GET", base + ".json", this::list);
    routes.twilio("GET", base + "/{Sid}.json", request -> BoxResponse.ok(json.apply(of(request))));
    routes.twilio("POST", base + "/{Sid}.json", this::update);
    routes.twilio("DELETE", base + "/{Sid}.json", this::delete);
  }

  private BoxResponse list(BoxRequest request) {
    return Page.of(
            request,
            store.newestFirst(kept -> kept.fits(request.query())),
            StoredResource::sid,
            json)
        .classic(key);
  }

  private BoxResponse update(BoxRequest request) {
    return BoxResponse.ok(json.apply(of(request).apply(request.form(), clock.instant())));
  }

  private BoxResponse delete(BoxRequest request) {
    store.remove(of(request).sid());
    return BoxResponse.noContent();
  }

  private StoredResource of(BoxRequest request) {
    return store.find(request.variable("Sid")).orElseThrow(() -> TwilioError.notFound(request));
  }
}
