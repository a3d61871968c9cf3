package app.pizoo.switchboard.server.embedded;

import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginDescription;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.http.Routes;
import jakarta.json.Json;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A plugin for the kernel's own tests: one route of each kind. */
final class SamplePlugin implements Plugin {
  static final RateLimit RULE = RateLimit.shared("sample.greet", 2, Duration.ofMinutes(1));
  static final RateLimit NODE_RULE = RateLimit.node("sample.user", 3, Duration.ofMinutes(1));

  final CountDownLatch entered = new CountDownLatch(1);
  final CountDownLatch released = new CountDownLatch(1);

  @Override
  public PluginInfo info() {
    return new PluginInfo("sample", "for tests");
  }

  @Override
  public List<RateLimit> rateLimits() {
    return List.of(RULE, NODE_RULE);
  }

  @Override
  public RunningPlugin start(PluginContext context) {
    return RunningPlugin.builder()
        .routes(routes -> register(context, routes))
        .description(
            new PluginDescription(
                Optional.of(
                    """
                    paths:
                      /sample/me:
                        get:
                          summary: Who I am
                          responses: {}
                    """),
                List.of()))
        .build();
  }

  private void register(PluginContext context, Routes routes) {
    routes.post(
        "/sample/echo",
        context.guards().open(),
        request ->
            Response.json(
                Json.createObjectBuilder()
                    .add("text", request.json().text("text", 10))
                    .add("url", request.url())
                    .add("remote", request.remoteAddress())
                    .build()));
    routes.get(
        "/sample/me",
        context.guards().user(),
        request -> Response.of("text/plain", request.caller().subject()));
    routes.get(
        "/sample/things/{id}",
        context.guards().service("things:read"),
        request -> Response.of("text/plain", request.pathParameter("id")));
    routes.get(
        "/sample/greet",
        context.guards().open(),
        request -> {
          context.rateLimits().take(RULE, "somebody");
          return Response.of("text/plain", "hello");
        });
    routes.get(
        "/sample/slow",
        context.guards().open(),
        request -> {
          entered.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Response.of("text/plain", "done");
        });
    routes.get(
        "/sample/unreached",
        context.guards().open(),
        request -> {
          throw Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "later")
              .causedBy(new NoRouteToHostException("secret 4711"));
        });
    routes.get(
        "/sample/broken",
        context.guards().open(),
        request -> {
          throw new IllegalStateException("secret 4711");
        });
  }
}
