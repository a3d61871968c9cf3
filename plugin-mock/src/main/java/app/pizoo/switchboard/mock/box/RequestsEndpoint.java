package app.pizoo.switchboard.mock.box;

import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.requestlog.RequestLog;
import app.pizoo.switchboard.mock.requestlog.RestRequest;
import java.util.List;

/** Serves the log of requests to the emulated REST API. */
public final class RequestsEndpoint implements BoxProduct {
  private static final int MAX_LISTED = 200;

  private final RequestLog requests;

  /** Takes the log. */
  public RequestsEndpoint(RequestLog requests) {
    this.requests = requests;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/requests", _ -> list());
  }

  private BoxResponse list() {
    List<JsonBody> shown =
        requests.newestFirst().stream().limit(MAX_LISTED).map(RequestsEndpoint::json).toList();
    return BoxResponse.ok(JsonBody.object().put("requests", shown).build());
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
