package app.pizoo.switchboard.mock.box;

import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.feed.FeedEntry;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.requestlog.RequestLog;
import app.pizoo.switchboard.mock.requestlog.RestRequest;
import java.util.List;

/** Serves the log of requests to the emulated REST API, and of webhooks that were refused. */
public final class RequestsEndpoint implements BoxProduct {
  private static final int MAX_LISTED = 200;

  private final RequestLog requests;
  private final ActivityFeed feed;

  /** Takes the log, and the feed with the webhooks. */
  public RequestsEndpoint(RequestLog requests, ActivityFeed feed) {
    this.requests = requests;
    this.feed = feed;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/requests", _ -> list());
  }

  private BoxResponse list() {
    List<JsonBody> shown =
        requests.newestFirst().stream().limit(MAX_LISTED).map(RequestsEndpoint::json).toList();
    return BoxResponse.ok(
        JsonBody.object().put("requests", shown).put("refused_webhooks", refused()).build());
  }

  private List<JsonBody> refused() {
    return feed.recent().reversed().stream()
        .map(FeedEntry::data)
        .filter(data -> data.containsKey("refused") && !data.isNull("refused"))
        .map(data ->
            JsonBody.object()
                .put("about", data.getString("about"))
                .put("url", data.getString("url"))
                .put("reason", data.getString("refused")))
        .toList();
  }

  private static JsonBody json(RestRequest request) {
    return JsonBody.object()
        .put("host", request.host())
        .put("method", request.method())
        .put("path", request.path())
        .put("query", request.query())
        .put("form", request.form())
        .put("status", request.status().isPresent() ? request.status().getAsInt() : null)
        .put("at_once", request.concurrent());
  }
}
