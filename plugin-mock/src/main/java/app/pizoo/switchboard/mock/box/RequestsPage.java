package app.pizoo.switchboard.mock.box;

import app.pizoo.switchboard.mock.RestRequest;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.Requests;
import app.pizoo.switchboard.mock.rest.JsonBody;
import java.util.List;

/** Shows the requests that programs made to Twilio's REST API. */
public final class RequestsPage implements BoxProduct {
  private static final int SHOWN = 200;

  private final Requests requests;

  /** Takes the requests. */
  public RequestsPage(Requests requests) {
    this.requests = requests;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/requests", _ -> list());
  }

  private BoxReply list() {
    List<JsonBody> shown =
        requests.newestFirst().stream().limit(SHOWN).map(RequestsPage::json).toList();
    return BoxReply.ok(JsonBody.object().put("requests", shown).build());
  }

  private static JsonBody json(RestRequest request) {
    return JsonBody.object()
        .put("method", request.method())
        .put("path", request.path())
        .put("query", request.query())
        .put("form", request.form())
        .put("status", request.status().isPresent() ? request.status().getAsInt() : null)
        .put("at_once", request.atOnce());
  }
}
