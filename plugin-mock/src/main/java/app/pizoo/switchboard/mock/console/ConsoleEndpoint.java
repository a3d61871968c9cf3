package app.pizoo.switchboard.mock.console;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.http.WebAssets;
import java.util.Map;
import java.util.Optional;

/** Serves the web console, which shows the activity of the box and makes calls between tabs. */
public final class ConsoleEndpoint implements BoxProduct {
  private final WebAssets assets = WebAssets.of(ConsoleEndpoint.class, "console");
  private final BoxContext context;
  private final boolean login;

  /**
   * Takes the shared objects of the box.
   *
   * @param login whether {@code /box/login} is available
   */
  public ConsoleEndpoint(BoxContext context, boolean login) {
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

  /** Returns what the console needs to start. */
  private BoxResponse about() {
    return BoxResponse.ok(
        JsonBody.object()
            .put("server", context.publicUrl().get())
            .put("login", login)
            .put("number", context.account().from())
            .build());
  }

  private BoxResponse file(String name, BoxRequest request) {
    Response file =
        assets
            .find(name, Optional.ofNullable(request.headers().get("if-none-match")))
            .orElseThrow(() -> TwilioError.notFound(request));
    BoxResponse response =
        new BoxResponse(file.status(), file.headers(), new BoxResponse.Bytes(file.body()));
    for (Map.Entry<String, String> header :
        Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer").entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  /** Allows only the box's own content, requests to the server, and the signaling WebSockets. */
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
