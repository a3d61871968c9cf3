package app.pizoo.switchboard.mock.console;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.spi.Response;
import app.pizoo.switchboard.spi.WebAssets;
import java.util.Map;
import java.util.Optional;

/** The page on which a person sees what happens in the box, and calls from one tab to another. */
public final class ConsolePage implements BoxProduct {
  private final WebAssets assets = WebAssets.of(ConsolePage.class, "console");
  private final BoxContext context;
  private final boolean login;

  /**
   * Takes what the box lends.
   *
   * @param login whether anybody can be signed in here
   */
  public ConsolePage(BoxContext context, boolean login) {
    this.context = context;
    this.login = login;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open(
        "GET",
        "/",
        request -> file("index.html", request).with("Content-Security-Policy", policy()));
    routes.open("GET", "/console/{file}", request -> file(request.variable("file"), request));
    routes.open("GET", "/box/console", _ -> about());
  }

  /** What the page has to know before it can do anything. */
  private BoxReply about() {
    return BoxReply.ok(
        JsonBody.object()
            .put("server", context.publicUrl().get())
            .put("login", login)
            .put("number", context.account().from())
            .build());
  }

  private BoxReply file(String name, BoxRequest request) {
    Response reply =
        assets
            .find(name, Optional.ofNullable(request.headers().get("if-none-match")))
            .orElseThrow(() -> TwilioError.notFound(request));
    BoxReply answer =
        new BoxReply(reply.status(), reply.headers(), new BoxReply.Bytes(reply.body()));
    for (Map.Entry<String, String> header :
        Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer").entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  /** Everything from here, but for requests to the server and the edges' sockets. */
  private String policy() {
    int port = context.address().get().getPort();
    String server = context.publicUrl().get().map(url -> " " + url).orElse("");
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        + " media-src 'self' data: blob: mediastream:;"
        + " connect-src 'self' data: ws://127.0.0.1:%1$d ws://localhost:%1$d%2$s;"
            .formatted(port, server)
        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }
}
